import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { Rig } from '../test/support/rig.js';
import { startTcpPostgres, type TcpPostgres } from '../test/support/tcp-postgres.js';
import { medianRatio, rowOf } from './report.js';
import { addClients, fill } from './scale-jobs.js';

const ENDED = 1_000;
const WAITING = [0, 2_000];
const ROUNDS = 3;
const SECONDS = 3;
const CONNECTIONS = 16;
const MANY_CONNECTIONS = 64;

interface Row {
  readonly waiting: number;
  readonly name: string;
  /** Requests a second, and the 99th percentile of an answer in milliseconds: medians of the rounds. */
  readonly rate: number;
  readonly bare: number;
  readonly p99: number;
  readonly ratio: number;
  /** Of the requests at 64 connections: how many got another answer than a success, or none. */
  readonly failed: number;
}

type Load = Pick<autocannon.Options, 'method' | 'body' | 'idReplacement'> & { readonly path: string };

/** What requests cost beside a bare server that asks the same functions of the same store, at 16 connections; both in each round. */
export async function benchHttp(): Promise<void> {
  const postgres = await startTcpPostgres();
  const rig = await Rig.start({ env: { DATABASE_URL: postgres.url } });
  const bare = await startBare(postgres.url);
  const rows: Row[] = [];
  try {
    await rig.api.post('/admin/drain');
    await addClients(postgres);
    for (const waiting of WAITING) {
      await fill(postgres, ENDED, waiting);
      for (const [name, load] of Object.entries(await loadsOf(postgres)))
        rows.push({ waiting, name, ...(await compare(load, rig, bare.url)) });
      await postgres.sql`delete from agent_jobs where status = 'queued'`;
    }
  } finally {
    bare.stop();
    await rig.close();
    await postgres.close();
  }
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ bench: 'http', unit: '1/s', rows })}\n`);
  else print(rows);
}

async function loadsOf({ sql }: TcpPostgres): Promise<Readonly<Record<string, Load>>> {
  const [job] = await sql<{ id: string; client: string; repository: string }[]>`
    select id, client_id as client, repository_id as repository from agent_jobs order by status desc, id limit 1`;
  const run = randomUUID();
  const body = { clientId: job?.client, repositoryId: job?.repository, prompt: 'x', branchName: `x/${run}-[<id>]` };
  return {
    'GET /jobs/:id': { method: 'GET', path: `/jobs/${job?.id}` },
    'GET /jobs': { method: 'GET', path: '/jobs' },
    'GET /queue': { method: 'GET', path: '/queue' },
    'POST /jobs': { method: 'POST', path: '/jobs', body: JSON.stringify(body), idReplacement: true },
  };
}

async function compare(load: Load, { api }: Rig, bare: string): Promise<Omit<Row, 'waiting' | 'name'>> {
  const [rates, bares, p99s] = [[] as number[], [] as number[], [] as number[]];
  for (let round = 0; round < ROUNDS; round += 1) {
    bares.push((await fire(load, bare, '', CONNECTIONS)).requests.average);
    const { requests, latency } = await fire(load, api.url, api.secret, CONNECTIONS);
    rates.push(requests.average);
    p99s.push(latency.p99);
  }
  const many = await fire(load, api.url, api.secret, MANY_CONNECTIONS);
  return {
    rate: rowOf('', rates).median,
    bare: rowOf('', bares).median,
    p99: rowOf('', p99s).median,
    ratio: medianRatio(rates, bares),
    failed: many.errors + many.non2xx,
  };
}

function fire({ path, ...load }: Load, url: string, secret: string, connections: number): Promise<autocannon.Result> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return autocannon({ ...load, url: new URL(path, url).href, headers, connections, duration: SECONDS });
}

async function startBare(url: string): Promise<{ url: string; stop: () => void }> {
  const program = fileURLToPath(new URL('bare-server.js', import.meta.url));
  const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => void child.kill() };
}

function print(rows: readonly Row[]): void {
  const head = ['requests/s', 'bare', 'ratio', 'p99 ms', 'failed at 64'].map((name) => name.padStart(13)).join('');
  process.stdout.write(`${'waiting  request'.padEnd(26)}${head}\n`);
  for (const { waiting, name, rate, bare, ratio, p99, failed } of rows) {
    const cells = [rate.toFixed(0), bare.toFixed(0), ratio.toFixed(2), p99.toFixed(0), failed.toFixed(0)];
    process.stdout.write(
      `${String(waiting).padStart(7)}  ${name.padEnd(17)}${cells.map((cell) => cell.padStart(13)).join('')}\n`,
    );
  }
}
