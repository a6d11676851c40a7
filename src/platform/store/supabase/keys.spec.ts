import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { makeTempFolder, type TempFolder } from '../../../../test/support/temp-folder.js';
import { secretFileOf } from '../../config/secret-files.js';
import { OWN_NAMES } from '../fitness/given-columns.js';
import { unwrap } from '../unwrap.js';
import { StoreUnavailableError } from '../store-error.js';
import type { Store } from '../store.js';
import { openSupabaseStore } from '../supabase-store.js';
import type { KeyFile } from './service-role-key.js';

const REFERENCE = 'abcdefghijklmnopqrst';
const LATER = 4_000_000_000;

/** As Supabase signs legacy keys; the signature is for the project to check. */
function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'supabase', ...claims })}.c2lnbmF0dXJl`;
}

const LEGACY = jwt({ role: 'service_role', ref: REFERENCE, exp: LATER });

describe('the key of a Supabase project', () => {
  let server: Server;
  let url: string;
  let accepted: string[];
  let refusal: { status: number; body: unknown };
  let seen: IncomingHttpHeaders[];
  let folder: TempFolder;
  let stores: Store[];

  beforeAll(async () => {
    folder = await makeTempFolder();
    server = createServer((request, response) => {
      seen.push(request.headers);
      const isKnown = accepted.includes(String(request.headers['apikey']));
      response.writeHead(isKnown ? 200 : refusal.status).end(JSON.stringify(isKnown ? [] : refusal.body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await folder.remove();
  });
  beforeEach(() => {
    [seen, stores, accepted] = [[], [], []];
    refusal = { status: 401, body: { message: 'Invalid API key', hint: 'Double check your API key.' } };
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(stores.map((store) => store.close()));
  });

  async function open(serviceRoleKey: string, keyFile: KeyFile | null = null, at = url): Promise<Store> {
    const patience = { totalMs: 0 };
    const store = await openSupabaseStore({
      url: at,
      serviceRoleKey,
      keyFile,
      migrations: [],
      named: OWN_NAMES,
      patience,
    });
    stores.push(store);
    return store;
  }

  it.each([
    ['a secret key', 'sb_secret_abc', undefined],
    ['a legacy key', LEGACY, `Bearer ${LEGACY}`],
    ['a key of a gateway of one’s own', 'opaque', 'Bearer opaque'],
  ])('is sent as %s wants to be sent', async (_, key, authorization) => {
    accepted = [key];
    await open(key);
    expect(seen.length).toBeGreaterThan(0);
    for (const headers of seen) expect(headers).toMatchObject({ apikey: key });
    expect(new Set(seen.map((headers) => headers.authorization))).toEqual(new Set([authorization]));
  });

  it.each([
    ['publishable', 'sb_publishable_abc', 'is a publishable key, with which no row can be seen'],
    ['of an account', 'sbp_0123', 'is an access token of an account'],
    ['anon', jwt({ role: 'anon', ref: REFERENCE }), 'is the anon key, not the service role key'],
    ['of a person', jwt({ role: 'authenticated' }), 'is a key of the role authenticated'],
  ])('that is %s is known before anything is asked', async (_, key, sentence) => {
    await expect(open(key)).rejects.toThrow(`SUPABASE_SERVICE_ROLE_KEY ${sentence}`);
    await expect(open(key)).rejects.toThrow('secret key of the project (sb_secret_…');
    expect(seen).toEqual([]);
  });

  it('that was made for another project is known by its claims', async () => {
    await expect(open(LEGACY, null, 'https://tsrqponmlkjihgfedcba.supabase.co')).rejects.toThrow(
      `is a key of the project ${REFERENCE}, but SUPABASE_URL is that of tsrqponmlkjihgfedcba`,
    );
  });

  const expired = jwt({ role: 'service_role', exp: 1_700_000_000 });
  it.each([
    ['revoked secret', 'sb_secret_gone', {}, 'it was revoked there, or is a key of another project'],
    ['legacy', LEGACY, {}, 'it is a key of another project, or this one has changed its JWT secret or disabled legacy'],
    ['disabled legacy', LEGACY, { message: 'Legacy API keys are disabled' }, 'legacy keys are disabled there'],
    ['expired', expired, {}, 'it has expired (2023-11-14T22:13:20.000Z; the clock here says '],
    ['expired to PostgREST', expired, { code: 'PGRST303', message: 'JWT expired' }, 'it has expired (2023-11-14'],
    ['foreign', 'xoxb-1', {}, 'it has the form of no key of Supabase'],
    [
      'badly signed',
      LEGACY,
      { code: 'PGRST301', message: 'No suitable key was found' },
      'it is a key of another project',
    ],
  ])('that the project refuses gets its sentence: a %s one', async (_, key, body, sentence) => {
    refusal = { status: 401, body: { message: 'Invalid API key', ...body } };
    await expect(open(key)).rejects.toThrow(
      `SUPABASE_SERVICE_ROLE_KEY is not a key of the project at SUPABASE_URL: ${sentence}`,
    );
  });

  it('without the rights of the server is told apart from one that is refused, whatever the status', async () => {
    refusal = { status: 401, body: { code: '42501', message: 'permission denied for function applied_migrations' } };
    await expect(open('opaque')).rejects.toThrow('is not the service role key of the project');
  });

  it('is read from its file again when it is refused, and the request is sent once more', async () => {
    const path = join(folder.path, 'key');
    await writeFile(path, 'sb_secret_old\n');
    accepted = ['sb_secret_old'];
    const store = await open('sb_secret_old', secretFileOf('SERVICE', { SERVICE_FILE: path }));
    const ask = async () => unwrap(await store.client.from('clients').select('id'));
    await writeFile(path, 'sb_secret_new\n');
    expect(await ask()).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ apikey: 'sb_secret_old' });
    accepted = ['sb_secret_new'];
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([[], [], []]);
    expect(seen.at(-1)).toMatchObject({ apikey: 'sb_secret_new' });
    await writeFile(path, LEGACY);
    accepted = [LEGACY];
    expect(await ask()).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ apikey: LEGACY, authorization: `Bearer ${LEGACY}` });
  });

  it('that is taken away makes the store unavailable until there is another one, and the log says so once', async () => {
    const said: unknown[] = [];
    const path = join(folder.path, 'revoked');
    await writeFile(path, 'sb_secret_one');
    accepted = ['sb_secret_one'];
    const store = await open('sb_secret_one', secretFileOf('SERVICE', { SERVICE_FILE: path }));
    const ask = async () => unwrap(await store.client.from('clients').select('id'));
    jest.spyOn(Logger.prototype, 'error').mockImplementation((sentence: unknown) => void said.push(sentence));
    accepted = [];
    await expect(ask()).rejects.toThrow(StoreUnavailableError);
    await expect(ask()).rejects.toThrow(StoreUnavailableError);
    expect(await store.ping(AbortSignal.timeout(2_000))).toBe(false);
    expect(said).toEqual([
      'The Supabase project does not accept SUPABASE_SERVICE_ROLE_KEY any more: it was revoked, or has expired. ' +
        `Write a new one into ${path}.`,
    ]);
    await writeFile(path, 'sb_secret_two');
    accepted = ['sb_secret_two'];
    expect(await ask()).toEqual([]);
  });
});
