import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from './support/api-client.js';
import { createKey } from './support/keys.js';
import { RunningServer } from './support/server.js';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

interface Refusal {
  readonly error: string;
  readonly code: string;
  readonly details?: readonly { readonly field: string; readonly message: string }[];
}

const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');

describe('attachments', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await RunningServer.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Valid but for what is attached, until the client is looked for. */
  const body = (attachments: unknown) => ({ clientId: UNKNOWN, prompt: 'Do it', branchName: 'feature/x', attachments });
  const text = (name: string, data = 'eA==', contentType = 'text/plain') => ({ name, contentType, data });

  it.each([
    ['text', 'attachments must be a list'],
    [Array.from({ length: 11 }, (_, n) => text(`${n}`)), 'attachments must have at most 10 entries, it has 11'],
    [[text('a'), 'text'], 'attachments[1] must be {name, contentType, data}'],
    [[{ ...text('a'), path: '/etc' }], 'attachments[0] has the unknown field path'],
    [[{ name: 'a', contentType: 'text/plain' }], 'attachments[0].data must be base64'],
    [[text('a'), text('A')], 'attachments[1].name must be another'],
    ...[
      '',
      '.',
      '..',
      '.env',
      'a/b',
      '../a',
      'a\\b',
      'a\nb',
      'a\0b',
      '-rf',
      'a.',
      'a ',
      'a:b',
      'a"b',
      'a`b',
      'x'.repeat(101),
    ].map((name) => [[text(name)], 'attachments[0].name must be the name of a file'] as const),
    ...['', 'text', 'text/', '/plain', 'things/plain', 'text/plain; charset=utf-8', 'text/plain\n', 'text/a b'].map(
      (type) => [[text('a', 'eA==', type)], 'attachments[0].contentType must be a type'] as const,
    ),
    ...['e', 'eA', 'eA=', 'eA==\n', 'e A=', 'eB==', '!!!!', 'data:text/plain;base64,eA=='].map(
      (data) => [[text('a', data)], 'attachments[0].data must be base64'] as const,
    ),
  ])('are refused if they are %j', async (attachments, sentence) => {
    const answer = await server.api.post<Refusal>('/jobs', body(attachments));
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
    expect(answer.body.details).toEqual([{ field: 'attachments', message: expect.stringContaining(sentence) }]);
  });

  it('are refused if they are too large together, or their body is, or it comes elsewhere or from somebody else', async () => {
    const of = (bytes: number) => body([text('a', base64(Buffer.alloc(bytes)))]);
    const outcome = async (api: ApiClient, path: string, sent: object): Promise<unknown[]> => {
      const { status, body: refusal } = await api.post<Refusal>(path, sent);
      return [status, refusal.code, refusal.error];
    };
    expect(await outcome(server.api, '/jobs', of(10_000_002))).toEqual([
      400,
      'validation_failed',
      'attachments must have at most 10 MB together',
    ]);
    expect(await outcome(server.api, '/jobs', of(12_000_000))).toEqual([
      413,
      'payload_too_large',
      'The body is larger than 15 MB',
    ]);
    const small = [413, 'payload_too_large', 'The body is larger than 2 MB'];
    expect(await outcome(server.api, '/clients', of(3_000_000))).toEqual(small);
    const { api: reader } = await createKey(server.api, 'reader', ['read']);
    expect(await outcome(reader, '/jobs', of(3_000_000))).toEqual(small);
  });

  it('are read three at a time', async () => {
    const sent = JSON.stringify(body([text('a', base64(Buffer.alloc(2_000_000)))]));
    const begun = Array.from({ length: 4 }, () => {
      const headers = { authorization: `Bearer ${server.api.secret}`, 'content-type': 'application/json' };
      const part = request(new URL('/jobs', server.api.url), {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(sent) },
      });
      const answered = new Promise<number>((resolve, reject) => {
        part.on('error', reject).on('response', (response) => resolve(response.resume().statusCode ?? 0));
      });
      part.write(sent.slice(0, 100_000));
      return { part, answered };
    });
    // Only one that is refused is answered before it is whole.
    expect(await Promise.race(begun.map(({ answered }) => answered))).toBe(503);
    for (const { part } of begun) part.end(sent.slice(100_000));
    const all = await Promise.all(begun.map(({ answered }) => answered));
    expect(all.toSorted((one, other) => one - other)).toEqual([404, 404, 404, 503]);
    expect((await server.api.post('/jobs', sent)).status).toBe(404);
  });
});
