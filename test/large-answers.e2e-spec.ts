import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody, MessageBody } from './support/api-client.js';
import { EventReader } from './support/event-reader.js';
import { createKey } from './support/keys.js';
import { RunningServer } from './support/server.js';
import { SupabaseGateway } from './support/supabase/gateway.js';
import { startTcpPostgres, type TcpPostgres } from './support/tcp-postgres.js';

const HUGE = { count: 12, bytes: 8_000_000 };
const LARGE = { count: 40, bytes: 900_000 };
const READERS = 8;
/** As many as there is room for. */
const STUCK_READERS = 4;
const PAGE_BYTES = 8_000_000;
const LONG_PROMPT = 200_000;

interface PageBody {
  readonly messages: readonly (MessageBody & { readonly id: string; readonly content_truncated: boolean })[];
  readonly next_after: number | null;
}

type Row = Readonly<Record<string, unknown>>;

describe('answers that could be large', () => {
  let postgres: TcpPostgres;
  let server: RunningServer;

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    server = await RunningServer.start({ env: { DATABASE_URL: postgres.url } });
  });

  afterAll(async () => {
    await server.stop();
    await postgres.close();
  });

  async function endedJob(more: Row = {}): Promise<string> {
    const row = { status: 'completed', completed_at: new Date(), prompt: 'x', ...more };
    const [job] = await postgres.sql<{ id: string }[]>`insert into agent_jobs ${postgres.sql(row)} returning id`;
    return job?.id ?? '';
  }

  async function say(job: string, { count, bytes }: typeof HUGE): Promise<void> {
    await postgres.sql`insert into agent_job_messages (job_id, type, content)
      select ${job}::uuid, 'stdout', repeat('x', ${bytes}::integer) from generate_series(1, ${count}::integer)`;
  }

  /** All pages, one after the other. */
  async function readAll(job: string): Promise<PageBody['messages']> {
    const all: PageBody['messages'][number][] = [];
    for (let after: number | null = 0; after !== null;) {
      const { status, body }: { status: number; body: PageBody } = await server.api.get<PageBody>(
        `/jobs/${job}/messages?after=${after}`,
      );
      expect(status).toBe(200);
      expect(body.messages.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(PAGE_BYTES);
      all.push(...body.messages);
      after = body.next_after;
    }
    return all;
  }

  async function pageThrough(job: string): Promise<void> {
    expect(await readAll(job)).toHaveLength(HUGE.count + LARGE.count);
  }

  async function replay(job: string): Promise<void> {
    const stream = await EventReader.open(server.api, `/jobs/${job}/events`);
    await stream.untilClosed();
    expect(stream.seqs).toHaveLength(HUGE.count + LARGE.count);
    const path = `/jobs/${job}?includeMessages=true`;
    const { status, body } = await server.api.get<JobBody & { messages_truncated: boolean }>(path);
    expect([status, body.messages_truncated]).toEqual([200, true]);
    expect(body.messages?.length).toBeGreaterThan(1);
  }

  async function peakBytes(): Promise<number> {
    const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
  }

  /** The longest time that `/health/live` took while `work` was done, in milliseconds. */
  async function latestPulse(work: Promise<unknown>): Promise<number> {
    const done = work.then(() => 'done' as const);
    for (let longest = 0; ;) {
      const asked = performance.now();
      const pulse = server.api.get('/health/live').then(() => performance.now() - asked);
      const took = await Promise.race([done, pulse]);
      if (took === 'done') return Math.max(longest, await pulse);
      longest = Math.max(longest, took);
    }
  }

  it('come in pages that memory can hold: several readers of large messages do not hold up the server', async () => {
    const job = await endedJob();
    await say(job, HUGE);
    await say(job, LARGE);
    const before = await peakBytes();
    const reads = Array.from({ length: READERS / 2 }, () => [pageThrough(job), replay(job)]);
    expect(await latestPulse(Promise.all(reads.flat()))).toBeLessThan(2_000);
    expect((await peakBytes()) - before).toBeLessThan(400_000_000);
  });

  it('show the beginning of a large message, and tell where the whole is', async () => {
    const job = await endedJob();
    await say(job, { count: 1, bytes: HUGE.bytes });
    const [message] = await readAll(job);
    expect(message).toMatchObject({ content_truncated: true });
    expect(message?.content.length).toBeLessThanOrEqual(1_000_000);
    const read = (path: string) =>
      fetch(new URL(path, server.api.url), { headers: { authorization: `Bearer ${server.api.secret}` } });
    const whole = await read(`/jobs/${job}/messages/${message?.id}/content`);
    expect([whole.status, whole.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect((await whole.text()).length).toBe(HUGE.bytes);
    expect((await read(`/jobs/${job}/messages/${randomUUID()}/content`)).status).toBe(404);
    expect((await read(`/jobs/${await endedJob()}/messages/${message?.id}/content`)).status).toBe(404);
  });

  it('hold the beginning of long prompts in lists, and all of one where it is read alone', async () => {
    const rows = Array.from({ length: 200 }, () => ({ status: 'queued', run_after: new Date('2100-01-01') }));
    for (const row of rows) {
      await postgres.sql`insert into agent_jobs ${postgres.sql({ ...row, prompt: 'p'.repeat(LONG_PROMPT) })}`;
    }
    const short = await endedJob({ prompt: 'Short' });
    const { body } = await server.api.get<{ jobs: (JobBody & { prompt: string; prompt_truncated: boolean })[] }>(
      '/jobs?limit=200',
    );
    expect(JSON.stringify(body).length).toBeLessThan(1_500_000);
    expect(body.jobs[0]).toMatchObject({ id: short, prompt: 'Short', prompt_truncated: false });
    expect(body.jobs[1]).toMatchObject({ prompt: 'p'.repeat(1_000), prompt_truncated: true });
    const { body: queue } = await server.api.get<{ queued: { prompt: string; prompt_truncated: boolean }[] }>('/queue');
    expect(queue.queued).toHaveLength(200);
    expect(queue.queued[0]).toMatchObject({ prompt: 'p'.repeat(1_000), prompt_truncated: true });
    const { body: one } = await server.api.get(`/jobs/${body.jobs[1]?.id}`);
    expect(one).toMatchObject({ prompt: 'p'.repeat(LONG_PROMPT), prompt_truncated: false });
  });

  it('hold the end of what feedback commands of a loop printed', async () => {
    const job = await endedJob({ job_type: 'ralph', iterates: true });
    const ending = { exitCode: 1, passed: false, timedOut: false, durationMs: 5 };
    const results = ['npm test', 'npm run lint'].map((command) => ({ command, ...ending }));
    await postgres.sql`insert into agent_job_iterations ${postgres.sql({
      job_id: job,
      output_summary: 's'.repeat(20_000),
      feedback_results: postgres.sql.json(results.map((each) => ({ ...each, output: `${'o'.repeat(65_000)}the end` }))),
    })}`;
    const { body } = await server.api.get<{ iterations: Row[] }>(`/jobs/${job}/iterations`);
    expect(body.iterations).toMatchObject([
      { iterationNumber: 1, outputSummary: 's'.repeat(10_000), outputSummaryTruncated: true },
    ]);
    expect(body.iterations[0]?.['feedbackResults']).toEqual(
      results.map((each) => ({ ...each, output: `${'o'.repeat(3_993)}the end` })),
    );
  });

  it('are refused with 503 when others do not take theirs; small ones never are', async () => {
    const job = await endedJob();
    await say(job, LARGE);
    const { api } = await createKey(server.api, 'reader', ['read']);
    const stuck = await Promise.all(
      Array.from({ length: STUCK_READERS }, async () => {
        const headers = { authorization: `Bearer ${api.secret}` };
        const sent = get(new URL(`/jobs/${job}/messages`, api.url), { headers, agent: false });
        sent.on('error', () => undefined);
        const [response] = (await Promise.race([once(sent, 'response'), once(sent, 'close')])) as [IncomingMessage?];
        return { sent, response };
      }),
    );
    const { status, headers, body } = await api.get(`/jobs/${job}/messages`);
    expect([status, body['code'], headers.get('retry-after')]).toEqual([503, 'too_many_large_answers', '5']);
    expect((await api.get(`/jobs/${job}`)).status).toBe(200);
    for (const { sent } of stuck) sent.destroy();
    expect((await api.get(`/jobs/${job}/messages`)).status).toBe(200);
  });
});

it('are bounded with a Supabase project, too', async () => {
  const gateway = await SupabaseGateway.start();
  const env = { SUPABASE_URL: gateway.url, SUPABASE_SERVICE_ROLE_KEY: gateway.serviceRoleKey };
  const server = await RunningServer.start({ env });
  const insert = async (table: string, row: Row): Promise<void> => {
    const headers = { apikey: gateway.serviceRoleKey, 'content-type': 'application/json' };
    const answer = await fetch(`${gateway.url}/rest/v1/${table}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(row),
    });
    expect(answer.status).toBe(201);
  };
  try {
    const id = randomUUID();
    await insert('agent_jobs', { id, status: 'completed', prompt: 'p'.repeat(LONG_PROMPT) });
    const message = randomUUID();
    const whole = `${'é'.repeat(1_000_000)}!`;
    await insert('agent_job_messages', { id: message, job_id: id, type: 'stdout', content: whole });
    for (let count = 0; count < 10; count += 1) {
      await insert('agent_job_messages', { job_id: id, type: 'stdout', content: 'x'.repeat(LARGE.bytes) });
    }
    const { body: first } = await server.api.get<PageBody>(`/jobs/${id}/messages`);
    expect(first.messages[0]).toMatchObject({ id: message, content_truncated: true });
    const { body: rest } = await server.api.get<PageBody>(`/jobs/${id}/messages?after=${first.next_after}`);
    expect(first.messages.length).toBeLessThan(10);
    expect([first.messages.length + rest.messages.length, rest.next_after]).toEqual([11, null]);
    const content = await fetch(new URL(`/jobs/${id}/messages/${message}/content`, server.api.url), {
      headers: { authorization: `Bearer ${server.api.secret}` },
    });
    expect((await content.text()) === whole).toBe(true);
    const { body: list } = await server.api.get<{ jobs: Row[] }>('/jobs');
    expect(list.jobs).toMatchObject([{ id, prompt: 'p'.repeat(1_000), prompt_truncated: true }]);
  } finally {
    await server.stop();
    await gateway.close();
  }
});
