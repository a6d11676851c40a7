import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { residentBytes } from '../test/support/leaks.js';
import { Rig } from '../test/support/rig.js';
import { startTcpPostgres, type TcpPostgres } from '../test/support/tcp-postgres.js';
import { medianRatio, print, rowOf } from './report.js';

const LINES = 20_000;
const ROUNDS = 5;
const PER_INSERT = 1_000;
const LINE = 'x'.repeat(2_000);

/**
 * Lines of 2 KB that Claude prints as fast as the server takes them, until they are rows, against inserts of 1,000 rows of the same
 * text into the same table. Claude is a stand-in that only prints. What starting a job takes is in the server's time.
 */
export async function benchIngest(): Promise<void> {
  const claude = fileURLToPath(new URL('paced-claude.js', import.meta.url));
  const postgres = await startTcpPostgres();
  const rig = await Rig.start({ env: { DATABASE_URL: postgres.url, CLAUDE_BIN: claude } });
  const taken: number[] = [];
  const inserted: number[] = [];
  const memory: number[] = [];
  try {
    const { clientId } = await rig.addRepository();
    await run(rig, clientId, 10);
    for (let round = 0; round < ROUNDS; round += 1) {
      inserted.push((LINES * 1_000) / (await insert(postgres)));
      taken.push((LINES * 1_000) / (await run(rig, clientId, LINES)));
      memory.push((await residentBytes(rig.folder)) / 1e6);
    }
  } finally {
    await rig.close();
    await postgres.close();
  }
  const ratio = medianRatio(taken, inserted);
  const [first = 0, last = 0] = [memory[0], memory.at(-1)];
  print({
    bench: 'ingest',
    unit: 'lines/s',
    rows: [rowOf('lines to rows', taken), rowOf(`inserts of ${PER_INSERT} rows`, inserted)],
    ratio,
    verdict: `Lines become rows at ${ratio.toFixed(2)} times the rate of plain inserts; ${first.toFixed(0)} MB after the first round, ${last.toFixed(0)} MB after the last.`,
  });
}

/** From the first line that Claude prints to the last that is stored, by their own times. */
async function run(rig: Rig, clientId: string, lines: number): Promise<number> {
  const prompt = `lines=${lines} every=0 bytes=${LINE.length}`;
  const job = await rig.run({ clientId, prompt, branchName: `bench/${randomUUID()}` }, 600_000);
  const { body } = await rig.api.get<{ messages: { content: string; created_at: string }[] }>(
    `/jobs/${job.id}/messages?type=stdout&limit=1`,
  );
  const from = Date.parse(body.messages[0]?.created_at ?? '');
  return Date.parse(job.completed_at ?? '') - from;
}

async function insert({ sql }: TcpPostgres): Promise<number> {
  const [job] = await sql<{ id: string }[]>`select id from agent_jobs order by created_at limit 1`;
  const begun = performance.now();
  for (let done = 0; done < LINES; done += PER_INSERT) {
    await sql`
      insert into agent_job_messages (id, job_id, type, content)
      select gen_random_uuid(), ${job?.id ?? ''}::uuid, 'stdout', line
      from unnest(${Array.from({ length: PER_INSERT }, () => LINE)}::text[]) line`;
  }
  return performance.now() - begun;
}
