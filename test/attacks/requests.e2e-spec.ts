import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Battlefield } from './battlefield.js';
import { type Outcome, printOutcomes } from './outcome-table.js';
import type { RequestAttack } from './requests/request-attack.js';
import { WITH_SECRET } from './requests/with-secret.js';
import { WITHOUT_SECRET } from './requests/without-secret.js';
import { expand } from './scripts.js';
import { changesBetween, type Surroundings } from './surroundings.js';

const BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));

describe('requests of an attacker', () => {
  const outcomes: Outcome[] = [];
  let field: Battlefield;
  let before: Surroundings;
  let variables: Record<string, string>;

  beforeAll(async () => {
    field = await Battlefield.build('none');
    await field.rig.forge.addRepository('acme/app', { files: { 'README.md': '# App\n' } });
    const { clientId, repositoryId } = await field.addAttackersRepository('acme/app');
    const victim = await field.rig.api.get<{ repository: { id: string } }>(`/jobs/${field.variables['OTHER_JOB']}`);
    variables = {
      JOB: field.variables['OTHER_JOB'] ?? '',
      SECRET: field.rig.api.secret,
      CLIENT: clientId,
      REPOSITORY: repositoryId,
      OTHER_REPOSITORY: victim.body.repository.id,
    };
    before = await field.lookAround();
  });

  afterAll(async () => {
    printOutcomes('Requests', 'none', outcomes);
    await field.close();
  });

  it.each([...WITHOUT_SECRET, ...WITH_SECRET])('$name', async (attack) => {
    const { status, body } = await send(field.rig.api.url, attack, variables);
    const held = attack.answers.includes(status) && field.canaries.in(body).length === 0;
    outcomes.push({ attack: attack.name, target: attack.target, outcome: held ? 'held' : 'NOT HELD' });
    expect({ held: attack.answers.includes(status), status, body }).toMatchObject({ held: true });
    expect(field.canaries.in(body)).toEqual([]);
    const refusal = { error: expect.any(String), code: expect.any(String) };
    expect(JSON.parse(body)).toMatchObject(status >= 400 ? refusal : {});
  });

  it('change nothing in the folders of the server', async () => {
    expect(changesBetween(before, await field.lookAround())).toEqual([]);
  });

  it('leave a server that is well and a log without secrets', async () => {
    await field.assertWell();
    expect(field.canaries.in(field.rig.server.log)).toEqual([]);
    expect((await field.rig.api.get(`/jobs/${variables['JOB']}`)).body).toMatchObject({ status: 'running' });
  });
});

/** Sends a request as it is written: `fetch` would normalise the path. */
async function send(url: string, attack: RequestAttack, variables: Readonly<Record<string, string>>) {
  const { hostname, port, host } = new URL(url);
  const payload = payloadOf(attack, variables);
  const headers = {
    host,
    connection: 'close',
    'content-length': String(payload.length),
    ...(payload.length > 0 ? { 'content-type': 'application/json' } : {}),
    ...(attack.authorised === false ? {} : { authorization: `Bearer ${variables['SECRET']}` }),
    ...attack.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${expand(value, variables)}`);
  const socket = connect(Number(port), hostname);
  // The server may answer, and hang up, before it has taken the whole body.
  socket.on('error', () => undefined);
  socket.write(`${attack.method} ${expand(attack.path, variables)} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  socket.write(payload);
  const [head = '', ...rest] = (await text(socket)).split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), body: rest.join('\r\n\r\n') };
}

function payloadOf({ body }: RequestAttack, variables: Readonly<Record<string, string>>): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (body === '$GZIP_BOMB') return BOMB;
  return Buffer.from(typeof body === 'string' ? body : expand(JSON.stringify(body), variables));
}
