import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXAMPLE_CLIENT } from '../src/jobs/api/dto/job-examples.js';
import { DescribedAnswers } from './support/described-answers.js';
import { describedOperations, type Document } from './support/described-operations.js';
import { type RegisteredRepository, Rig } from './support/rig.js';
import { says } from './support/scripted-model.turns.js';

const COMMITTED = JSON.parse(readFileSync('openapi.json', 'utf8')) as Document;

/** Bodies that the document shows, each a request of its own. */
const EXAMPLES = describedOperations(COMMITTED).flatMap((operation) =>
  Object.entries(operation.requestBody?.content['application/json']?.examples ?? {}).map(([name, { value }]) => ({
    name,
    value,
    id: operation.operationId,
    verb: operation.verb.toUpperCase(),
    path: operation.path,
  })),
);

describe('the description of the API', () => {
  let rig: Rig;
  let repository: RegisteredRepository;
  /** Of another client, which the examples do not change. */
  let talk: RegisteredRepository;

  beforeAll(async () => {
    // The jobs of the examples go on meanwhile.
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '8' } });
    repository = await rig.addRepository();
    talk = await rig.addRepository('acme/talk');
    rig.model.script('discuss', [says('Go on.')]);
  });

  afterAll(() => rig.close());

  it('is what openapi.json says, and open to everybody', async () => {
    const response = await fetch(`${rig.api.url}/openapi.json`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.json()).toEqual(COMMITTED);
  });

  it('has a page that loads nothing from elsewhere, under a strict policy', async () => {
    const page = await fetch(`${rig.api.url}/docs`);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    const files = [...(await page.text()).matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, link = '']) =>
      link.startsWith('data:') ? [] : [link],
    );
    expect(files).toHaveLength(3);
    for (const file of files) {
      expect(file).toMatch(/^\/docs\//);
      expect((await fetch(`${rig.api.url}${file}`)).status).toBe(200);
    }
  });

  it('serves no other file of the package', async () => {
    const { status } = await fetch(`${rig.api.url}/docs/package.json`);
    expect(status).toBe(404);
  });

  /** The id that a path needs: of a job in the state that the operation is for. */
  async function idFor(operation: string, path: string): Promise<string> {
    if (path.startsWith('/repos')) return repository.repositoryId;
    if (path.startsWith('/clients')) return repository.clientId;
    if (path.startsWith('/webhooks')) {
      return (await rig.api.post<{ id: string }>('/webhooks', { url: 'https://pm.example.com', active: false })).body
        .id;
    }
    if (operation.endsWith('Plan')) return plannedJob();
    if (operation === 'followUpJob') return endedJob();
    const body = { clientId: talk.clientId, jobType: 'task', prompt: 'Please discuss' };
    const id = await rig.queue(body);
    if (operation === 'retryJob') await rig.api.post(`/jobs/${id}/cancel`);
    else await rig.api.waitForJob(id, ({ awaiting_input_since: since }) => since !== null);
    return id;
  }

  async function endedJob(): Promise<string> {
    const body = { clientId: talk.clientId, prompt: 'Please end', branchName: `end-${randomUUID()}` };
    return (await rig.run(body)).id;
  }

  async function plannedJob(): Promise<string> {
    const body = {
      clientId: talk.clientId,
      prompt: 'Please plan',
      branchName: `plan-${randomUUID()}`,
      planApproval: true,
    };
    const id = await rig.queue(body);
    await rig.api.waitForJob(id, ({ phase }) => phase === 'awaiting_approval');
    return id;
  }

  it.each(EXAMPLES)('shows a body of $id that is taken: $name', async ({ id, verb, path, value }) => {
    const filled = path.includes('{id}') ? path.replace('{id}', await idFor(id, path)) : path;
    const body = JSON.stringify(value).replaceAll(EXAMPLE_CLIENT, repository.clientId);
    const answer = await rig.api.request(verb, filled, JSON.parse(body));
    expect(answer).toMatchObject({ status: expect.any(Number) });
    expect([200, 201]).toContain(answer.status);
  });
});

describe('the check of answers', () => {
  const described = DescribedAnswers.committed(false);
  const json = new Headers({ 'content-type': 'application/json; charset=utf-8', etag: '"1"', 'x-request-id': '1' });
  const id = EXAMPLE_CLIENT;
  const client = { id, name: 'Acme', repositories: [], repository: null, max_concurrent_jobs: null };
  const check = (status: number, body: object, headers = json) => {
    described.check({ method: 'GET', path: `/clients/${id}`, status, headers, text: JSON.stringify(body) });
  };

  it('takes what is described', () => {
    expect(() => check(200, client)).not.toThrow();
    expect(() => check(404, { error: 'Client not found', code: 'not_found' })).not.toThrow();
  });

  it.each([
    ['a field that is not described', 200, { ...client, colour: 'red' }, 'colour'],
    ['one that is missing', 200, { ...client, name: undefined }, 'name'],
    ['one of another type', 200, { ...client, max_concurrent_jobs: '2' }, 'max_concurrent_jobs'],
    ['a status that is not described', 202, client, 'no such success'],
    ['a code that the operation does not have', 409, { error: 'No', code: 'branch_in_use' }, 'branch_in_use'],
    ['a code that there is not', 404, { error: 'No', code: 'gone' }, 'allowedValues'],
    ['a refusal without its header', 503, { error: 'No', code: 'store_unavailable' }, 'Retry-After'],
  ])('finds %s', (_, status, body, word) => {
    expect(() => check(status, body)).toThrow(word);
  });

  it('finds an event that is not described', () => {
    const path = `/jobs/${id}/events`;
    const end = { status: 'completed', outcome: 'answered' };
    expect(() => described.checkEvent(path, 'end', JSON.stringify(end))).not.toThrow();
    expect(() => described.checkEvent(path, 'end', JSON.stringify({ ...end, colour: 'red' }))).toThrow('colour');
  });
});
