import type { MessageBody } from '../support/api-client.js';
import type { Forge } from '../support/forge.js';
import type { IterationsBody } from '../support/iterations.js';
import type { Caller } from './caller.js';
import type { BranchEvidence, JobEvidence, JobState } from './evidence.js';
import type { RequestedJob } from './load.js';

const PAGE = 1_000;

/** Reads back what the API says of a job, as any caller can. */
export async function gatherJob(caller: Caller, requested: RequestedJob): Promise<JobEvidence> {
  const { job, id, acknowledged } = requested;
  const nothing = { job, id: id ?? '', state: null, messages: [], iterations: null, acknowledged };
  // What cannot be read is a violation, not the end of the judging.
  return id === null ? nothing : readJob(caller, requested, id).catch(() => nothing);
}

async function readJob(caller: Caller, { job, acknowledged }: RequestedJob, id: string): Promise<JobEvidence> {
  const state = await caller.ask<JobState>('GET', `/jobs/${id}`);
  const iterations =
    job.type === 'ralph' ? (await caller.ask<IterationsBody>('GET', `/jobs/${id}/iterations`)).body : null;
  const messages = await allMessages(caller, id);
  return { job, id, state: state.status === 200 ? state.body : null, messages, iterations, acknowledged };
}

async function allMessages(caller: Caller, id: string): Promise<MessageBody[]> {
  const messages: MessageBody[] = [];
  for (;;) {
    const path = `/jobs/${id}/messages?limit=${PAGE}&after=${messages.at(-1)?.seq ?? 0}`;
    const { body } = await caller.ask<{ messages: MessageBody[] }>('GET', path);
    messages.push(...body.messages);
    if (body.messages.length < PAGE) return messages;
  }
}

/** What stands at the forge: every branch but the default one. */
export async function gatherBranches(forge: Forge, repositories: readonly string[]): Promise<BranchEvidence[]> {
  const found: BranchEvidence[] = [];
  for (const [index, fullName] of repositories.entries()) {
    const repository = forge.repository(fullName);
    for (const name of await repository.branches()) {
      if (name === repository.defaultBranch) continue;
      const ahead = await repository.git('rev-list', '--count', `${repository.defaultBranch}..${name}`);
      const files = await repository.git('ls-tree', '--name-only', name, 'work/');
      found.push({
        repository: index,
        name,
        pullRequests: forge.pulls.filter(({ repository: of, head }) => of === fullName && head === name).length,
        commitsAhead: Number(ahead),
        files: files.split('\n').map((file) => file.replace(/^work\//, '')),
      });
    }
  }
  return found;
}
