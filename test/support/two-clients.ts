import postgres from 'postgres';
import type { ApiClient } from './api-client.js';
import { createKey } from './keys.js';
import { Rig } from './rig.js';
import { openScratchDatabaseUrl } from './scratch-store.js';

/** What belongs to one client, by what parameters name. */
export interface Belongings {
  readonly client: string;
  readonly repository: string;
  readonly job: string;
  readonly webhook: string;
  readonly feature: string;
  readonly member: string;
}

export const UNKNOWN = '00000000-0000-4000-8000-000000000000';
export const NOBODYS: Belongings = {
  client: UNKNOWN,
  repository: UNKNOWN,
  job: UNKNOWN,
  webhook: UNKNOWN,
  feature: UNKNOWN,
  member: UNKNOWN,
};

/** A server with two clients, and a key that is bound to the first. Nothing starts: the server drains. */
export interface TwoClients {
  readonly rig: Rig;
  readonly own: Belongings;
  readonly foreign: Belongings;
  readonly bound: ApiClient;
  readonly sql: postgres.Sql;
  /** Answers the id of a new job of one of them. */
  queue(whose: Belongings, more?: object, api?: ApiClient): Promise<string>;
  close(): Promise<void>;
}

export async function startTwoClients(): Promise<TwoClients> {
  const database = await openScratchDatabaseUrl();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const rig = await Rig.start({ env: { DATABASE_URL: database.url, WEBHOOK_ALLOW_PRIVATE: 'true' } });
  await rig.api.post('/admin/drain');
  let count = 0;
  const queue: TwoClients['queue'] = async ({ client, repository }, more = {}, api = rig.api) => {
    count += 1;
    const body = { clientId: client, repositoryId: repository, prompt: 'Wait', branchName: `work/${count}`, ...more };
    const { status, body: job } = await api.post<{ id: string; error?: string }>('/jobs', body);
    if (status !== 201) throw new Error(`the job was refused: ${job.error}`);
    return job.id;
  };
  const belongings = async (fullName: string): Promise<Belongings> => {
    const { clientId: client, repositoryId: repository } = await rig.addRepository(fullName);
    const [row] = await sql<{ id: string }[]>`
      insert into features (client_id, title) values (${client}, ${`Feature of ${fullName}`}) returning id`;
    const [person] = await sql<{ id: string }[]>`
      insert into team_members (name) values (${`Worker of ${fullName}`}) returning id`;
    const [feature, member] = [String(row?.id), String(person?.id)];
    const names = { client, repository, feature, member, job: '', webhook: '' };
    const job = await queue(names, {
      prompt: `Work for ${fullName}`,
      createdByTeamMemberId: member,
      featureId: feature,
    });
    const hook = { url: 'https://receiver.invalid/', clientId: client, active: false };
    const webhook = (await rig.api.post<{ id: string }>('/webhooks', hook)).body.id;
    return { ...names, job, webhook };
  };
  // The other client is there first, so that its jobs stand before all others.
  const foreign = await belongings('umbrella/vault');
  const own = await belongings('acme/shop');
  const { api: bound } = await createKey(rig.api, 'acme tool', ['clients'], { clientIds: [own.client] });
  const close = async (): Promise<void> => {
    await rig.close();
    await sql.end();
    await database.close();
  };
  return { rig, own, foreign, bound, sql, queue, close };
}

/** An answer may say which id it is about, and when it was given, which is all that may be different. */
export function withoutIds(text: string): string {
  return text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…');
}

/** What of the other client an answer tells. */
export function foreignIn({ foreign }: TwoClients, answer: unknown): string[] {
  const { client, repository, job, webhook, feature, member } = foreign;
  const text = JSON.stringify(answer);
  return [client, repository, job, webhook, feature, member, 'umbrella'].filter((word) => text.includes(word));
}
