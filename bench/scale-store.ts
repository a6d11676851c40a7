import { randomUUID } from 'node:crypto';
import { Rig } from '../test/support/rig.js';
import { startTcpPostgres, type TcpPostgres } from '../test/support/tcp-postgres.js';
import { addClients } from './scale-jobs.js';

type Steps = Readonly<Record<string, () => Promise<unknown>>>;

/** A server that takes no jobs, with a Postgres of its own. */
export interface ScaleStore {
  readonly postgres: TcpPostgres;
  /** What is measured, by name, for the jobs that are there now. */
  steps(): Promise<Steps>;
  close(): Promise<void>;
}

export async function openScaleStore(): Promise<ScaleStore> {
  const postgres = await startTcpPostgres();
  const rig = await Rig.start({ env: { DATABASE_URL: postgres.url } });
  await rig.api.post('/admin/drain');
  await addClients(postgres);
  const life = randomUUID();
  await postgres.sql`select enter_node('bench', ${life}, 'i', 'p', 'h', 'v', 4, 86400, 60, true)`;
  return {
    postgres,
    steps: async () => ({ ...(await requestsOf(rig, postgres)), claim: () => claim(postgres, life) }),
    close: async () => {
      await rig.close();
      await postgres.close();
    },
  };
}

async function requestsOf(rig: Rig, { sql }: TcpPostgres): Promise<Steps> {
  const [owner] = await sql<{ client: string; repository: string }[]>`
    select client_id as client, id as repository from code_repositories order by id limit 1`;
  const [middle] = await sql<{ id: string }[]>`
    select id from agent_jobs where status = 'queued' order by created_at, id
    offset (select count(*) / 2 from agent_jobs where status = 'queued') limit 1`;
  const post = { clientId: owner?.client, repositoryId: owner?.repository, prompt: 'x' };
  return {
    'POST /jobs': () => rig.api.post('/jobs', { ...post, branchName: `x/${randomUUID()}` }),
    'GET /jobs/:id, queued': () => rig.api.get(`/jobs/${middle?.id}`),
    'GET /jobs': () => rig.api.get('/jobs'),
    'GET /jobs of a client': () => rig.api.get(`/jobs?clientId=${owner?.client}`),
    'GET /jobs of a status': () => rig.api.get('/jobs?status=completed'),
    'GET /jobs by words': () => rig.api.get('/jobs?q=ticket 77'),
    'GET /jobs by external id': () => rig.api.get('/jobs?externalId=PM-77'),
    'GET /jobs by metadata': () => rig.api.get('/jobs?metadata[ticket]=PM-77'),
    'GET /jobs of a repository and type': () => rig.api.get(`/jobs?repositoryId=${owner?.repository}&jobType=code`),
    'GET /jobs that wait for a person': () => rig.api.get('/jobs?awaitingInput=true'),
    'GET /queue': () => rig.api.get('/queue'),
  };
}

/** Claims what four free places would get, and lets go of it. */
async function claim({ sql }: TcpPostgres, life: string): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`select id from claim_jobs('bench', ${life}, 4, 30)`;
    await transaction`rollback and chain`;
  });
}
