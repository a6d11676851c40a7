import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody, MessageBody } from './support/api-client.js';
import { Rig } from './support/rig.js';
import { says, uses, writes } from './support/scripted-model.turns.js';
import { answers, WebhookReceiver } from './support/webhook-receiver.js';
import { subscribe } from './support/webhooks.js';

const ESTIMATE = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['hours', 'risks'],
  additionalProperties: false,
  properties: { hours: { type: 'number', minimum: 0 }, risks: { type: 'array', items: { $ref: '#/$defs/risk' } } },
  $defs: { risk: { type: 'string', maxLength: 80 } },
};
const FITTING = { hours: 12.5, risks: ['The cache is shared'] };

const gives = (output: object) => uses('StructuredOutput', { ...output });

interface OutputBody extends JobBody {
  readonly error_code: string | null;
  readonly output: unknown;
  readonly output_schema: object | null;
}

describe('an answer as data', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start({ env: { TASK_PARK_AFTER: '1s', WEBHOOK_ALLOW_PRIVATE: 'true' } });
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const bodyOf = (marker: string, outputSchema: unknown, more: object = {}) => ({
    clientId,
    prompt: `Do ${marker}`,
    branchName: `feature/${marker}`,
    outputSchema,
    ...more,
  });
  const run = async (marker: string, outputSchema: unknown) =>
    (await rig.run(bodyOf(marker, outputSchema))) as OutputBody;
  const wait = async (id: string) => (await rig.api.waitForEnd(id)) as OutputBody;

  async function notesOf(id: string): Promise<string> {
    const { body } = await rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=system`);
    return body.messages.map(({ content }) => content).join('\n');
  }

  describe('of a code job', () => {
    it('stands beside the pull request, and in what is pushed', async () => {
      const told = await WebhookReceiver.start(answers(204));
      await subscribe(rig.api, told, { events: ['job.completed'] });
      rig.model.script('estimated', [writes('estimate.txt'), gives(FITTING)]);
      const job = await run('estimated', ESTIMATE);
      expect(job).toMatchObject({ status: 'completed', outcome: 'pull_request', error_code: null });
      expect(job).toMatchObject({ output: FITTING, output_schema: ESTIMATE, output_truncated: false });
      expect(rig.forge.pulls.find(({ head }) => head === 'feature/estimated')).toBeDefined();
      const { event } = await told.whenTold(job.id, 'job.completed');
      expect(event.data.job).toMatchObject({ output: FITTING, output_schema: ESTIMATE });
      await told.close();
    });

    it('is given again when it does not fit at first', async () => {
      rig.model.script('corrected', [gives({ hours: 'many' }), gives(FITTING)]);
      expect(await run('corrected', ESTIMATE)).toMatchObject({
        status: 'completed',
        outcome: 'no_changes',
        output: FITTING,
      });
      expect(rig.model.requestsOf('corrected')).toHaveLength(2);
    });

    it('fails the job when it never fits, and keeps the tree; a retry is asked for the same', async () => {
      rig.model.script('misfit', [writes('kept.txt'), ...Array.from({ length: 12 }, () => gives({ hours: -1 }))]);
      const job = await run('misfit', ESTIMATE);
      expect(job).toMatchObject({ status: 'failed', error_code: 'output_invalid', output: null, pr_url: null });
      expect(job.error).toContain('does not fit outputSchema');
      expect(existsSync(`${rig.server.path.worktrees}/${job.id}`)).toBe(true);
      rig.model.script('misfit', [writes('again.txt'), gives(FITTING)]);
      const { body } = await rig.api.post<{ id: string }>(`/jobs/${job.id}/retry`);
      const retried = await wait(body.id);
      expect(retried).toMatchObject({ status: 'completed', output: FITTING, output_schema: ESTIMATE });
      expect(retried.pr_url).not.toBeNull();
    });

    it('fails the job when there is none', async () => {
      rig.model.script('forgotten', [says('Done.'), says('Really done.')]);
      const error = expect.stringContaining('gave no answer as data');
      expect(await run('forgotten', ESTIMATE)).toMatchObject({ status: 'failed', error_code: 'output_invalid', error });
    });

    it('is judged by rules that Claude Code does not know', async () => {
      const pair = { prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false };
      const schema = { type: 'object', properties: { pair }, unevaluatedProperties: false };
      rig.model.script('newer', [gives({ pair: ['a', 'b'] })]);
      const job = await run('newer', schema);
      expect(job).toMatchObject({ status: 'failed', error_code: 'output_invalid' });
      expect(job.error).toContain('output/pair/1 must be integer');
      // What its tool cannot say, Claude was told in words.
      expect(JSON.stringify(rig.model.requestsOf('newer')[0]?.body)).toContain('prefixItems');
      rig.model.script('fits-anew', [gives({ pair: ['a', 1] })]);
      expect(await run('fits-anew', schema)).toMatchObject({ status: 'completed', output: { pair: ['a', 1] } });
    });

    it('may be a list, or anything else that is no object', async () => {
      const schema = { type: 'array', items: { $ref: '#/$defs/name' }, $defs: { name: { type: 'string' } } };
      rig.model.script('names', [gives({ output: [1] }), gives({ output: ['Ada', 'Grace'] })]);
      expect(await run('names', schema)).toMatchObject({ status: 'completed', output: ['Ada', 'Grace'] });
      rig.model.script('no-name', [gives({ output: null })]);
      const schemaOfNone = { anyOf: [{ type: 'string' }, { type: 'null' }] };
      expect(await run('no-name', schemaOfNone)).toMatchObject({ status: 'completed', output: null });
    });

    it('is compared within seconds, whatever patterns there are', async () => {
      const slow = { prefixItems: [{ type: 'string', pattern: '^(a|a)*$' }] };
      rig.model.script('slow', [gives({ slow: [`${'a'.repeat(60)}!`] })]);
      const error = expect.stringContaining('takes too long to check');
      expect(await run('slow', { type: 'object', properties: { slow } })).toMatchObject({ status: 'failed', error });
    });

    it('holds no secret', async () => {
      const token = `ghp_${'Ab1'.repeat(12)}`;
      rig.model.script('leak', [gives({ hours: 1, risks: [token] })]);
      const job = await run('leak', ESTIMATE);
      expect(job.status).toBe('completed');
      expect(job.output).toEqual({ hours: 1, risks: ['[redacted]'] });
    });
  });

  describe('of a conversation', () => {
    const start = (marker: string) => rig.queue(bodyOf(marker, ESTIMATE, { jobType: 'task', branchName: undefined }));
    const isWaiting = ({ awaiting_input_since }: JobBody) => awaiting_input_since !== null;

    it('is the last one that fits, when it is completed', async () => {
      const question = says('Which release?');
      rig.model.script('talked', [question, question, gives({ hours: 1, risks: [] }), says('Anything else?')]);
      const id = await start('talked');
      expect(await rig.api.waitForJob(id, isWaiting)).toMatchObject({ output: null, last_answer: 'Which release?' });
      await rig.api.post(`/jobs/${id}/message`, { message: 'The next one' });
      await rig.model.whenRequested('talked', 3);
      await rig.api.waitForJob(id, (job) => isWaiting(job) && (job as OutputBody).output !== null);
      rig.model.script(
        'talked',
        Array.from({ length: 9 }, () => gives(FITTING)),
      );
      await rig.api.post(`/jobs/${id}/message`, { message: 'And with tests?' });
      await rig.api.post(`/jobs/${id}/complete`);
      expect(await wait(id)).toMatchObject({ status: 'completed', outcome: 'answered', output: FITTING });
    });

    it('must have been given by the end, also of one that was set aside', async () => {
      rig.model.script('unanswered', [says('What for?'), says('What for?')]);
      const id = await start('unanswered');
      await rig.api.waitForJob(id, ({ phase }) => phase === 'parked');
      expect((await rig.api.post(`/jobs/${id}/complete`)).status).toBe(200);
      const job = await wait(id);
      expect(job).toMatchObject({ status: 'failed', error_code: 'output_invalid', output: null });
      expect(job.error).toBe('The conversation was completed before Claude gave an answer that fits outputSchema.');
    });

    it('leaves the one before when it does not fit, and says so', async () => {
      const misfits = Array.from({ length: 12 }, () => gives({ hours: -1 }));
      rig.model.script('twice', [gives(FITTING), ...misfits]);
      const id = await start('twice');
      await rig.api.waitForJob(id, isWaiting);
      await rig.api.post(`/jobs/${id}/message`, { message: 'Are you sure?' });
      await rig.api.post(`/jobs/${id}/complete`);
      expect(await wait(id)).toMatchObject({ status: 'completed', output: FITTING });
      expect(await notesOf(id)).toContain('does not fit outputSchema');
    });
  });

  describe('is refused', () => {
    const refusalOf = async (outputSchema: unknown, more: object = {}) => {
      const { status, body } = await rig.api.post<{ error: string; details: { field: string }[] }>(
        '/jobs',
        bodyOf('refused', outputSchema, more),
      );
      return [status, body.details[0]?.field, body.error];
    };
    const refused = (reason: string) => [400, 'outputSchema', expect.stringContaining(reason)];

    it('where nothing can give it', async () => {
      const why = 'outputSchema belongs to code and task jobs, this is a ralph job';
      expect(await refusalOf(ESTIMATE, { jobType: 'ralph' })).toEqual(refused(why));
    });

    it.each([
      ['no object', [ESTIMATE], 'must be a JSON Schema, as an object'],
      ['a text', 'object', 'must be a JSON Schema, as an object'],
      ['longer than 64 KB', { description: 'x'.repeat(65_536) }, 'must have at most 65536 bytes as JSON'],
      ['of another draft', { $schema: 'http://json-schema.org/draft-07/schema#' }, 'must be of draft 2020-12'],
      ['not storable', { description: 'a\0b' }, 'must not contain NUL'],
      [
        'of several documents',
        { properties: { a: { $ref: 'https://example.com/a.json' } } },
        '$ref must begin with #, not be "https://example.com/a.json"',
      ],
      ['of a wrong type', { type: 'object', properties: { a: { type: 'text' } } }, 'it/properties/a/type'],
      ['with a broken pattern', { properties: { a: { pattern: '(' } } }, 'Invalid regular expression'],
      [
        'with a reference to nothing',
        { properties: { a: { $ref: '#/$defs/b' } } },
        "can't resolve reference #/$defs/b",
      ],
    ])('when it is %s', async (_, schema, reason) => {
      expect(await refusalOf(schema)).toEqual(refused(reason));
    });
  });

  it('is left out of lists when it is long', async () => {
    const schema = { type: 'object', properties: { text: { type: 'string' } } };
    const long = { text: 'x'.repeat(12_000) };
    rig.model.script('long-output', [gives(long)]);
    const job = await run('long-output', schema);
    expect(job.output).toEqual(long);
    const { body } = await rig.api.get<{ jobs: OutputBody[] }>('/jobs?branch=feature/long-output');
    expect(body.jobs).toEqual([expect.objectContaining({ output: null, output_schema: null, output_truncated: true })]);
  });
});
