import type { AutoFollowUp } from '../../clients/repositories/repository-settings.js';
import type { RepositoryRef } from '../../git/repository-ref.js';
import type { PullRequestState } from '../../github/pull-request-reader.js';
import type { GithubRequest } from '../../jobs/records/job.js';

/** A delivery, with the rows of the repository that it is about. */
export interface DeliveryContext {
  readonly id: string;
  /** Which attempt to work on it this is, from 1. */
  readonly attempts: number;
  readonly repositoryIds: readonly string[];
}

/** Something at GitHub that may become a follow-up. */
export interface Asked extends GithubRequest {
  readonly delivery: DeliveryContext;
  /** The number of the pull request. */
  readonly number: number;
  /** Whether a program asks. */
  readonly isBot: boolean;
  /** Whether the repository wants it at all; what it does not want is passed over without a word. */
  isWanted(settings: AutoFollowUp): boolean;
  /**
   * What only its kind knows: why it cannot be one, or `not_due` where that need not be said; null: it can. Called for what may be
   * one by all other rules.
   */
  objection(place: Place, signal: AbortSignal): Promise<Refusal | 'not_due' | null>;
  /** What Claude is asked. @throws as the classes of the room github do. */
  compose(place: Place, signal: AbortSignal): Promise<Composed>;
}

/** Where it was asked. */
export interface Place {
  readonly repository: RepositoryRef;
  readonly settings: AutoFollowUp;
  readonly pull: PullRequestState;
}

export interface Composed {
  /** One line of up to 200 characters. */
  readonly title: string;
  readonly prompt: string;
}

/** Why something is no follow-up, each with a sentence for people at GitHub; null: nobody is told there. */
export const REFUSALS = {
  bot: null,
  own: null,
  no_permission: 'Only people who may write to this repository can ask for changes here.',
  pull_request_closed: 'This pull request is not open any more.',
  capped:
    'This pull request has had as many follow-ups as its repository allows, of all kinds together. Ask for more where the work was ordered.',
  taken: 'Something of this kind is being worked on for the same commit already. Ask again once its answer is here.',
  nothing_asked: 'Nothing is asked: say in the same comment what is to be changed.',
  not_followable:
    'Nothing can be added to the work of this pull request. Whoever runs the server finds the reason in its log.',
  // Of checks alone, where nobody waits for an answer.
  from_fork: null,
} as const;

export type Refusal = keyof typeof REFUSALS;
