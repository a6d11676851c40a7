import { tracingChannel } from 'node:diagnostics_channel';
import { type ChannelListener, subscribed } from './subscribed.js';

/** What is timed: calls of the store, commands of git, requests to GitHub, processes of Claude, attempts at a webhook delivery. */
export type StepKind = 'store' | 'git' | 'github' | 'claude' | 'webhook';

/** One piece of work that somebody may want to measure. It carries no values of callers. */
export interface Step {
  readonly kind: StepKind;
  /** One of a few: a command of git, the method of a request. */
  readonly name: string;
  /** How it ended, one of a few words; default: `ok`, or `failed` when it threw. */
  outcome?: string;
}

const channel = tracingChannel<Step>('claude-code-orchestrator:step');

/** Does the work, and tells whoever measures. Costs next to nothing while nobody does. */
export function observed<T>(step: Step, work: () => Promise<T>): Promise<T> {
  return channel.start.hasSubscribers || channel.asyncEnd.hasSubscribers
    ? channel.tracePromise(async () => noteFailure(step, work), step)
    : work();
}

async function noteFailure<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    step.outcome ??= 'ok';
    return result;
  } catch (error) {
    step.outcome ??= 'failed';
    throw error;
  }
}

/** Hears of each step as it begins and ends; `end` gets the same object. Answers how to stop. */
export function onSteps(begin: ChannelListener<Step>, end: ChannelListener<Step>): () => void {
  const stops = [subscribed(channel.start, begin), subscribed(channel.asyncEnd, end)];
  return () => stops.forEach((stop) => stop());
}
