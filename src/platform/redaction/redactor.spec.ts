import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Redactor } from './redactor.js';

const TOKEN = 'ghp_abc/def+"quoted"';
const redactor = new Redactor([TOKEN, 'short', 'other-secret']);

/** Enough time for any text of this size on a busy machine; quadratic work would take minutes. */
const LINEAR_MS = 15_000;

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}

describe('Redactor, of lines', () => {
  const pin = new Redactor(['47114711']);

  it('keeps JSON what it is when a secret of digits stands in a number', () => {
    const line = '{"type":"result","duration_ms":471147110,"n":1,"text":"47114711"}';
    expect(JSON.parse(pin.redactLine(line))).toEqual({
      type: 'result',
      duration_ms: '[redacted]',
      n: 1,
      text: '[redacted]',
    });
  });

  it.each(['{"b": 1.0,  "a":"\\u00e9"}', 'not JSON', '{"cut":'])(
    'changes no character without a secret: %s',
    (line) => {
      expect(pin.redactLine(line)).toBe(line);
    },
  );

  it('redacts what is not JSON as text', () => {
    expect(pin.redactLine('pin: 47114711')).toBe('pin: [redacted]');
  });
});

describe('Redactor, of the secrets it was told of', () => {
  it.each([
    ['as it is', TOKEN],
    ['URL-encoded', encodeURIComponent(TOKEN)],
    ['URL-encoded in small letters', encodeURIComponent(TOKEN).replace(/%../g, (byte) => byte.toLowerCase())],
    ['escaped in JSON', JSON.stringify(TOKEN).slice(1, -1)],
    ['escaped in JSON twice', JSON.stringify(JSON.stringify(TOKEN).slice(1, -1)).slice(1, -1)],
    ['in base64', base64(TOKEN)],
    ['as git sends it', base64(`x-access-token:${TOKEN}`)],
  ])('removes one %s', (_, form) => {
    expect(redactor.redact(`before ${form} after`)).toBe('before [redacted] after');
    expect(redactor.find(`before ${form} after`).map(({ kind }) => kind)).toContain('a secret of the server');
  });

  it.each([0, 1, 2, 3, 4, 5])('removes one from the middle of base64, after %i other bytes', (before) => {
    const secret = 'other-secret';
    const text = Buffer.from(`${'.'.repeat(before)}${secret}=and more`);
    for (const encoding of ['base64', 'base64url'] as const) {
      const clean = redactor.redact(text.toString(encoding));
      expect(clean).toContain('[redacted]');
      const left = clean.split('[redacted]').map((part) => Buffer.from(part, encoding).toString('latin1'));
      // Six bits at either end belong to the neighbours, too.
      for (let at = 0; at + 4 <= secret.length; at += 1) expect(left.join()).not.toContain(secret.slice(at, at + 4));
    }
  });

  it.each(['\n', '\r\n', '\\n'])('removes one that base64 breaks over a line end (%j)', (lineEnd) => {
    for (let before = 20; before < 80; before += 1) {
      const text = Buffer.from(`${'.'.repeat(before)}other-secret${'.'.repeat(60)}`).toString('base64');
      const wrapped = text.replace(/.{76}/g, (line) => `${line}${lineEnd}`);
      expect(redactor.redact(wrapped)).toContain('[redacted]');
      expect(redactor.find(wrapped)).not.toEqual([]);
    }
  });

  it('removes one of several lines as a whole, in JSON, and line by line', () => {
    const lines = ['first-line-of-a-secret', 'second-line-of-a-secret', 'x'];
    const several = new Redactor([lines.join('\n')]);
    expect(several.redact(lines.join('\n'))).toBe('[redacted]');
    expect(several.redact(JSON.stringify(lines.join('\n')))).toBe('"[redacted]"');
    expect(several.redact(`${lines[1]}, x`)).toBe('[redacted], x');
  });

  it('removes credentials of any URL', () => {
    expect(redactor.redact('fatal: https://user:pass@host/x')).toBe('fatal: https://[redacted]@host/x');
  });

  it('leaves no half of one at the end of a text that goes on, wherever it was cut', () => {
    const text = `${'a '.repeat(600)}${TOKEN}`;
    for (let end = text.length - TOKEN.length; end <= text.length; end += 1) {
      expect(redactor.redactBeginning(text.slice(0, end))).toMatch(/^[a ]+$/);
    }
  });

  it('learns more', () => {
    expect(redactor.with(['another-one']).redact('another-one other-secret')).toBe('[redacted] [redacted]');
  });

  it('learns of secrets that come into being, together with those that were made from it, until long after their end', () => {
    const server = new Redactor(['other-secret']);
    const job = server.with(['another-one']);
    const late = 'a-token-of-the-hour';
    expect(job.redact(late)).toBe(late);
    server.learn(late, new Date(Date.now() - 60_000));
    for (const each of [server, job]) {
      expect(each.redact(`${late} ${Buffer.from(`x-access-token:${late}`).toString('base64')}`)).toMatch(
        /^\[redacted\] \[redacted\]=*$/,
      );
      expect(each.find(late)).toHaveLength(1);
    }
    server.learn('the-next-token', new Date(Date.now() + 60_000));
    expect(job.redact(`${late} the-next-token`)).toBe('[redacted] [redacted]');
  });

  it('forgets what has ended long ago', () => {
    const server = new Redactor([]);
    server.learn('an-old-token', new Date(Date.now() - 7_200_000));
    server.learn('a-new-token', new Date());
    expect(server.redact('an-old-token a-new-token')).toBe('an-old-token [redacted]');
  });
});

describe('Redactor, of everything else', () => {
  const untouched = [
    'a short text about mail@example.org and git@github.com:o/r',
    'export TOKEN=$GITHUB_TOKEN; curl -H "Authorization: Bearer $SECRET" -H "Authorization: Bearer <token>"',
    "headers: { Authorization: `Bearer ${token}`, other: 'Basic ' + credentials }",
    'ghp_xxx github_pat_<yours> sk-ant-your-key-goes-here-please sk_live_your_key npm_config_registry_of_the_whole_company',
    'xoxb-your-token-goes-here glpat-your-token-goes-right-here',
    ['AK', 'IA', 'IOSFODNN7EXAMPLE and aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY', 'EXAMPLEKEY'].join(''),
    'task-list-item risk-assessment disk-usage-of-the-machine-0123456789012345678901234567890123456789',
    "if (text.startsWith('-----BEGIN PRIVATE KEY-----') && text.endsWith('-----END PRIVATE KEY-----')) return;",
    randomUUID(),
    randomBytes(20).toString('hex'),
    `sha512-${randomBytes(64).toString('base64')}`,
    randomBytes(30_000).toString('base64').replace(/.{76}/g, '$&\n'),
    `data:image/png;base64,${randomBytes(100_000).toString('base64')}`,
  ];
  it.each(untouched)('leaves ordinary text alone (%#)', (text) => {
    expect(redactor.redact(text)).toBe(text);
    expect(redactor.find(text)).toEqual([]);
    expect(new Redactor([]).redact(text)).toBe(text);
  });

  it('leaves a token that anybody may know alone: the key of every local Supabase, and an anonymous one', () => {
    for (const claims of [
      { iss: 'supabase-demo', role: 'service_role' },
      { iss: 'supabase', role: 'anon' },
    ]) {
      const parts = [{ alg: 'HS256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
      const text = `${parts.join('.')}.${'a'.repeat(43)}`;
      expect(redactor.redact(text)).toBe(text);
    }
  });

  it('leaves the lock file and the sources of this project alone', () => {
    for (const file of [
      'package-lock.json',
      'src/github/github.gateway.ts',
      'src/platform/redaction/token-patterns.ts',
      'README.md',
    ]) {
      const text = readFileSync(file, 'utf8');
      expect(redactor.redact(text)).toBe(text);
    }
  });

  const inWords = ['a', ' ', '\\n', '-', 'ghp_', 'eyJ', 'eyJhbGciOi.', '\\neyJ', 'sk-', 'sk-proj-', 'xoxb-', 'AKIA'];
  const inPlaces = ['a://', 'a://b:', 'authorization: bearer ', 'secret_access_key=', TOKEN.slice(0, -1)];
  const inBlocks = ['QUJD\n', `${'QUJD'.repeat(19)}\n`, `${'QUJD'.repeat(19)}\\n`];
  const inKeys = ['-----BEGIN PRIVATE KEY-----', 'A-----END PRIVATE KEY-----'];
  it.each([...inWords, ...inPlaces, ...inBlocks, ...inKeys])(
    'takes no longer for millions of %j than for any other text',
    (part) => {
      // As long as Claude's longest line: unbounded repetitions would overflow the stack of the regular expression engine.
      const text = part.repeat(Math.ceil(17_000_000 / part.length));
      expect(timed(() => redactor.redact(text))).toBeLessThan(LINEAR_MS);
    },
  );
});
