import { Injectable } from '@nestjs/common';
import {
  type IdentityOutcome,
  RepositoryIdentityRepository,
} from '../../../clients/repositories/repository-identity.repository.js';
import { BareClones } from '../../../git/clones/bare-clones.js';
import { fullName, type RepositoryRef } from '../../../git/repository-ref.js';
import { BranchStates, type RepositoryState } from '../../../github/branch-states.js';
import { JobFailure } from '../../../platform/errors/job-failure.js';
import type { JobRun } from '../job-run.js';
import { RepositoryOfJob } from '../repository-of-job.js';
import { RunJournal } from '../run-journal.js';
import { untilStored } from '../until-stored.js';

/** So long an answer of GitHub is good for a second question of the same run, in milliseconds. */
const FRESH_MS = 30_000;
/** So long it is waited for before the job goes on without it: git has patience of its own, and tells why. */
const PATIENCE_MS = 5_000;

interface Asked {
  readonly answer: Promise<RepositoryState | null>;
  readonly at: number;
}

/** Where the code of jobs is now, although GitHub may have given the repository another name, or its name to another one. */
@Injectable()
export class CurrentRepositories {
  private readonly asked = new WeakMap<JobRun['claim'], Asked>();

  constructor(
    private readonly repositories: RepositoryOfJob,
    private readonly states: BranchStates,
    private readonly identities: RepositoryIdentityRepository,
    private readonly clones: BareClones,
    private readonly journal: RunJournal,
  ) {}

  /**
   * Before anything of the repository is fetched. A new name of the same repository is taken over. Where GitHub does not answer, the
   * repository stands as it is registered: the next step tells why.
   * @throws JobFailure when another repository has the name now, and when the repository was removed.
   */
  async settle(run: JobRun): Promise<RepositoryRef> {
    const repository = await this.repositories.refOf(run.job);
    const patience = AbortSignal.any([run.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = this.states.stateOf(await this.identified(run, repository), patience);
    const state = await answer.catch(() => null);
    run.signal.throwIfAborted();
    if (!patience.aborted) this.asked.set(run.claim, { answer, at: performance.now() });
    if (state === null) return repository;
    const isRenamed = await this.takeOver(run, repository, state);
    const { owner, name } = isRenamed ? state : repository;
    const now = { ...repository, owner, name, githubId: state.id };
    if (!(await this.clones.isCloned(now))) await this.clones.follow(now, run.signal);
    return now;
  }

  /**
   * What GitHub says of the repository, to be asked before something is changed there; the answer that `settle` got just now is used once
   * more. @throws as {@link settle} and {@link BranchStates.find} do.
   */
  async stateOf(run: JobRun, repository: RepositoryRef): Promise<RepositoryState | null> {
    const asked = this.asked.get(run.claim);
    this.asked.delete(run.claim);
    if (asked && performance.now() - asked.at < FRESH_MS) return asked.answer;
    const state = await this.states.stateOf(repository, run.signal);
    if (state !== null) await this.takeOver(run, repository, state);
    return state;
  }

  /** With its id, by which a GitHub App finds it whatever its name is. */
  private async identified({ job }: JobRun, repository: RepositoryRef): Promise<RepositoryRef> {
    const { repository_id: id } = job;
    const githubId = id === null ? undefined : await untilStored(() => this.identities.githubIdOf(id));
    return githubId === undefined ? repository : { ...repository, githubId };
  }

  /** Whether the repository has another name from now on. */
  private async takeOver({ job, claim }: JobRun, before: RepositoryRef, now: RepositoryState): Promise<boolean> {
    const { repository_id: id } = job;
    const outcome = id === null ? 'same' : await untilStored(() => this.identities.note(id, now));
    const refused = REFUSALS[outcome];
    if (refused) throw new JobFailure(refused(fullName(before), fullName(now)), { code: 'repository_missing' });
    if (outcome !== 'renamed') return false;
    const text = `GitHub has given the repository ${fullName(before)} a new name: it is ${fullName(now)} from now on`;
    await this.journal.note(claim, text);
    return true;
  }
}

/** As the body of the request has it; the name that it has already counts, too. */
function enteredAs(name: string): string {
  const [githubOrg, githubRepo] = name.split('/');
  return JSON.stringify({ githubOrg, githubRepo });
}

type Refusal = (before: string, now: string) => string;

const REFUSALS: Partial<Record<IdentityOutcome, Refusal>> = {
  other: (before, now) =>
    `${before} is another repository at GitHub now${before === now ? '' : ` (${now})`} than the one that was registered. If jobs are to work on it, enter its name with PATCH /repos/:id: ${enteredAs(now)}.`,
  taken: (before, now) =>
    `GitHub has given the repository ${before} the name ${now}, and its client has registered that, too. Create jobs for ${now}, and remove the other with DELETE /repos/:id.`,
};
