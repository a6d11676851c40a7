import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import type { MessageBody } from './support/api-client.js';
import { processesNaming } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { openScratchDatabaseUrl } from './support/scratch-store.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, says } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

describe('an answer that Claude remembers, and that died with the server on its way to the store', () => {
  let database: Awaited<ReturnType<typeof openScratchDatabaseUrl>>;
  let sql: postgres.Sql;
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    database = await openScratchDatabaseUrl();
    sql = postgres(database.url, { max: 4, onnotice: () => undefined });
    rig = await Rig.start({ env: { DATABASE_URL: database.url, NODE_ID: 'lost-answer' } });
    ({ clientId } = await rig.addRepository());
  });

  afterEach(() => rig.server.thaw());

  afterAll(async () => {
    await rig.close();
    await sql.end({ timeout: 1 });
    await database.close();
  });

  it('is given again, so that the person hears it', async () => {
    const gate = new Gate();
    rig.model.script('lost-answer', [after(gate, says('It is blue.')), says('It is blue, as I said.'), says('Bye.')]);
    const id = await rig.queue({ clientId, jobType: 'task', prompt: 'Which colour has the lost-answer?' });
    await rig.model.whenRequested('lost-answer');
    await letAnswerDie(id, gate, 'It is blue.');
    await settled(id);
    expect(await answersWith(id, 'blue')).toHaveLength(1);
    await complete(id);
  });

  it('is given again to a later message, too, and the interruption counts', async () => {
    const gate = new Gate();
    const turns = [says('Your turn.'), after(gate, says('It is deep.')), says('It is deep, as I said.')];
    rig.model.script('lost-second', turns);
    const id = await begin('lost-second');
    await send(id, 'How is the sea?');
    await rig.model.whenRequested('lost-second', 2);
    await letAnswerDie(id, gate, 'It is deep.');
    const notes = async () => (await messages(id)).filter(({ type }) => type === 'system');
    expect((await notes()).map(({ content }) => content).join('\n')).toContain(
      'The conversation was interrupted (attempt 1 on lost-answer, working) and is taken up again',
    );
    await until(async () => (await answersWith(id, 'deep')).length > 0, 30_000);
    await settled(id);
    expect(await answersWith(id, 'deep')).toHaveLength(1);
    expect(await answersWith(id, 'Your turn.')).toHaveLength(1);
    expect((await notes()).map(({ content }) => content)).toContain(
      'Job started on lost-answer, attempt 2 of 3 after an interruption',
    );
    await complete(id);
  });

  it('cannot be: as long as the store does not say that it is owed, Claude does not have the message', async () => {
    rig.model.script('owed-first', [says('Your turn.'), says('It is high.')]);
    const id = await begin('owed-first');
    const held = await holdRow(id);
    // As the API stores it, which would wait for the row.
    await sql`insert into agent_job_messages (id, job_id, type, content)
      values (${randomUUID()}, ${id}, 'user_input', 'How is the sky?')`;
    await until(async () => (await waitingWrites()) > 0, 10_000);
    await rig.server.kill();
    // Whatever it has got Claude answers, and leaves when its input has ended.
    await until(async () => (await processesNaming(id)).length === 0, 20_000);
    expect(rig.model.requestsOf('owed-first')).toHaveLength(1);
    // What the dead server was about to write is not to be written after its death.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'`;
    await held.release();
    await rig.restart();
    await until(async () => (await answersWith(id, 'It is high.')).length > 0, 30_000);
    await settled(id);
    expect(await answersWith(id, 'It is high.')).toHaveLength(1);
    expect(rig.model.requestsOf('owed-first')).toHaveLength(2);
    await complete(id);
  });

  it('that was stored is not given twice when the server dies before it has heard that the turn is over', async () => {
    rig.model.script('told-once', [says('Your turn.'), says('It is wide.'), says('It is wide, twice.')]);
    const id = await begin('told-once');
    await send(id, 'How is the land?');
    await until(async () => (await answersWith(id, 'It is wide.')).length > 0, 30_000);
    await settled(id);
    await rig.server.kill();
    // What the store would have if the server had died right after the line with the answer.
    await sql`delete from agent_job_messages m using agent_job_messages r
      where m.job_id = ${id} and r.job_id = m.job_id and m.seq > r.seq and r.content like '%It is wide.%'
        and r.content like '%"type":"result"%'`;
    await sql`update agent_job_messages set delivered_at = null where job_id = ${id}`;
    await sql`update agent_jobs set phase = 'working', awaiting_input_since = null, answer_owed = true
      where id = ${id}`;
    await rig.restart();
    await settled(id);
    expect(await answersWith(id, 'It is wide')).toHaveLength(1);
    expect(rig.model.requestsOf('told-once')).toHaveLength(2);
    await complete(id);
  });

  /** A conversation in which it is the person's turn. */
  async function begin(marker: string): Promise<string> {
    const id = await rig.queue({ clientId, jobType: 'task', prompt: `Begin ${marker}` });
    await settled(id);
    return id;
  }

  const settled = (id: string) => rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_input');

  async function send(id: string, message: string): Promise<void> {
    expect((await rig.api.post(`/jobs/${id}/message`, { message })).status).toBe(200);
  }

  async function complete(id: string): Promise<void> {
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
  }

  /** The server stands still and hears nothing of what Claude writes down meanwhile, and then it is killed. */
  async function letAnswerDie(id: string, gate: Gate, words: string): Promise<void> {
    rig.server.freeze();
    gate.open();
    await until(() => isRemembered(id, words), 20_000);
    await rig.server.kill();
    await rig.restart();
  }

  /** Nobody can change the job's row; messages can be added all the same. */
  async function holdRow(id: string): Promise<{ release(): Promise<void> }> {
    const session = await sql.reserve();
    await session`begin`;
    await session`select from agent_jobs where id = ${id} for no key update`;
    return {
      release: async () => {
        await session`rollback`;
        session.release();
      },
    };
  }

  async function waitingWrites(): Promise<number> {
    const [row] = await sql`select count(*)::integer from pg_stat_activity
      where wait_event_type = 'Lock' and query ilike '%agent_jobs%awaiting_input_since%'`;
    return Number(row?.['count']);
  }

  const messages = async (id: string) =>
    (await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?limit=1000`)).body.messages;

  /** The lines that end a turn with these words. */
  const answersWith = async (id: string, words: string) =>
    (await messages(id)).filter(({ content }) => /"type":"result"/.test(content) && content.includes(words));

  /** Whether the CLI has written down `words` in its record of the session. */
  async function isRemembered(jobId: string, words: string): Promise<boolean> {
    const jobs = join(rig.server.path.data, 'jobs', jobId);
    const names = await readdir(jobs, { recursive: true }).catch(() => []);
    const records = names.filter((name) => name.endsWith('.jsonl'));
    const texts = await Promise.all(records.map((name) => readFile(join(jobs, name), 'utf8').catch(() => '')));
    return texts.some((text) => text.includes(words));
  }
});
