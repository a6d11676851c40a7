import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MessageBody } from '../support/api-client.js';
import type { Battlefield } from './battlefield.js';

const run = promisify(execFile);

/** A place that others read. */
export interface Sink {
  readonly name: string;
  readonly text: string;
}

export interface SinkChoice {
  readonly markers: readonly string[];
  readonly jobIds: readonly string[];
  /** Full names; default: all but the victim's. */
  readonly repositories?: readonly string[];
}

/**
 * Everything that leaves a job: what the model was sent in conversations with these markers, what the API answers of these
 * jobs, what the forge got, what the server logged, and what arrived at the attacker's host.
 */
export async function sinksOf(
  { rig, evil }: Battlefield,
  { markers, jobIds, repositories = attackersRepositories(rig) }: SinkChoice,
): Promise<Sink[]> {
  const requests = markers.flatMap((marker) => rig.model.requestsOf(marker));
  const jobs = await Promise.all(jobIds.map(async (id) => JSON.stringify((await rig.api.get(`/jobs/${id}`)).body)));
  const messages = await Promise.all(jobIds.map((id) => messagesOf(rig.api, id)));
  return [
    { name: "the model's requests", text: requests.map(({ body }) => JSON.stringify(body)).join('\n') },
    { name: 'jobs', text: jobs.join('\n') },
    { name: 'messages', text: messages.flat().join('\n') },
    { name: 'pull requests', text: JSON.stringify(rig.forge.pulls) },
    {
      name: 'pushed objects',
      text: (await Promise.all(repositories.map((name) => objectsOf(rig.forge.repository(name).path)))).join('\n'),
    },
    { name: 'log', text: rig.server.log },
    { name: "attacker's host", text: evil.received.join('\n') },
  ];
}

type Rig = Battlefield['rig'];

async function messagesOf(api: Rig['api'], jobId: string): Promise<string[]> {
  const all: string[] = [];
  for (let after: number | null = 0; after !== null;) {
    const path: string = `/jobs/${jobId}/messages?after=${after}&limit=1000`;
    const { body } = await api.get<{ messages: MessageBody[]; next_after: number | null }>(path);
    all.push(...body.messages.map(({ content }) => content));
    after = body.next_after;
  }
  return all;
}

function attackersRepositories({ forge }: Rig): string[] {
  return forge.repositoryNames.filter((name) => !name.startsWith('vault/'));
}

/** Every object of a repository at the forge, unpacked. */
async function objectsOf(path: string): Promise<string> {
  const command = 'git cat-file --batch --batch-all-objects --unordered';
  const { stdout } = await run('sh', ['-c', command], { cwd: path, encoding: 'latin1', maxBuffer: 512 * 1024 * 1024 });
  return stdout;
}
