import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SECRETS, valueWith } from '../../../test/support/secret-variables.js';
import { InvalidEnvironmentError, parseEnv } from './parse-env.js';

const SECRET = { AGENT_API_SECRET: 'a-secret' };

function problemsOf(raw: Record<string, string>): readonly string[] {
  try {
    parseEnv(raw);
    return [];
  } catch (error) {
    if (error instanceof InvalidEnvironmentError) return error.problems;
    throw error;
  }
}

describe('parseEnv', () => {
  it('needs the API secret and nothing else', () => {
    expect(parseEnv(SECRET)).toMatchObject({
      PORT: 3456,
      HOST: '127.0.0.1',
      MAX_CONCURRENT_JOBS: 2,
      SUPABASE_URL: null,
      DATABASE_URL: null,
      GITHUB_TOKEN: null,
      JOB_TIMEOUT: 7_200_000,
    });
    expect(problemsOf({})).toEqual(['AGENT_API_SECRET is required: the secret that callers send as a bearer token']);
  });

  it('takes a GitHub App with its key, and tokens for owners, whole or not at all', () => {
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const pem = key.export({ type: 'pkcs1', format: 'pem' }).toString();
    const line = pem.replaceAll('\n', String.raw`\n`);
    for (const given of [pem, line]) {
      const raw = {
        ...SECRET,
        GITHUB_APP_ID: '12',
        GITHUB_APP_PRIVATE_KEY: given,
        GITHUB_TOKENS: '{"acme": "a-token"}',
      };
      expect(problemsOf(raw)).toEqual([]);
    }
    expect(problemsOf({ ...SECRET, GITHUB_APP_ID: '12' })).toEqual([
      'GITHUB_APP_PRIVATE_KEY is required when GITHUB_APP_ID is set',
    ]);
    expect(problemsOf({ ...SECRET, GITHUB_APP_PRIVATE_KEY: pem })).toEqual([
      'GITHUB_APP_ID is required when GITHUB_APP_PRIVATE_KEY is set',
    ]);
    const wrong = ['[]', '{}', '{"acme": 5}', '{"a/b": "x"}', '{"acme": "x", "Acme": "y"}', '{"acme": "with space"}'];
    for (const GITHUB_TOKENS of wrong) {
      expect(problemsOf({ ...SECRET, GITHUB_TOKENS })).toEqual([
        expect.stringMatching(/^GITHUB_TOKENS must be a JSON object with a token for each owner/),
      ]);
    }
  });

  it('takes an empty variable as absent', () => {
    expect(parseEnv({ ...SECRET, PORT: '', SUPABASE_URL: '' })).toMatchObject({ PORT: 3456, SUPABASE_URL: null });
    expect(problemsOf({ AGENT_API_SECRET: '' })).toHaveLength(1);
  });

  it('says one sentence for each wrong variable, and no value', () => {
    const raw = {
      AGENT_API_SECRET: 'hush hush',
      PORT: '99999',
      MAX_CONCURRENT_JOBS: 'many',
      REPOS_DIR: 'relative',
      SUPABASE_URL: 'not a url',
      DATABASE_URL: 'mysql://x',
      JOB_TIMEOUT: '5',
      GITHUB_TOKEN: 'with space',
    };
    const problems = problemsOf(raw);
    for (const name of Object.keys(raw)) {
      expect(problems.filter((problem) => problem.startsWith(`${name} must`))).toHaveLength(1);
    }
    expect(problems.join('\n')).not.toMatch(/hush|99999|many|relative|not a url|mysql:\/\/x|with space/);
  });

  it.each(SECRETS)('says nothing of the value of $name, whatever is wrong with it', (variable) => {
    const canary = 'canary-0123456789-of-the-server-padded-here';
    const values = [valueWith(variable, canary), `mysql://${canary}@ \u0007`, `${canary}\n${canary}`];
    for (const value of values) {
      const problems = problemsOf({ ...SECRET, PORT: 'none', [variable.name]: value });
      expect(problems).toContainEqual(expect.stringMatching(/^PORT must/));
      expect(problems.join()).not.toContain(canary);
    }
  });

  it.each([
    ['30s', 30_000],
    ['500ms', 500],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('reads the duration %s', (text, ms) => {
    expect(parseEnv({ ...SECRET, JOB_TIMEOUT: text }).JOB_TIMEOUT).toBe(ms);
  });

  it.each([
    ['1', 1],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
    ['loopback', ['loopback']],
  ])('reads the trusted proxies %s', (text, proxies) => {
    expect(parseEnv({ ...SECRET, TRUST_PROXY: text }).TRUST_PROXY).toEqual(proxies);
  });

  it.each(['true', '0', '11', '10.0.0.0/33', '10.0.0.0/0', 'proxy.example', '10.0.0.1,', '10.0.0.1/8/8'])(
    'refuses the trusted proxies %s',
    (text) => {
      expect(problemsOf({ ...SECRET, TRUST_PROXY: text })).toEqual([expect.stringMatching(/^TRUST_PROXY must be/)]);
    },
  );

  it('wants both halves of the Supabase settings, and only one database', () => {
    expect(problemsOf({ ...SECRET, SUPABASE_URL: 'https://x.example' })).toEqual([
      'SUPABASE_SERVICE_ROLE_KEY is required when SUPABASE_URL is set',
    ]);
    expect(problemsOf({ ...SECRET, SUPABASE_SERVICE_ROLE_KEY: 'key' })).toEqual([
      'SUPABASE_URL is required when SUPABASE_SERVICE_ROLE_KEY is set',
    ]);
    const both = { SUPABASE_URL: 'https://x.example', SUPABASE_SERVICE_ROLE_KEY: 'key' };
    expect(problemsOf({ ...SECRET, ...both, DATABASE_URL: 'postgres://x/y' })).toHaveLength(1);
  });

  const HEX = 'aB'.repeat(32);
  const BASE64 = `${'a+/_-'.repeat(8)}aaa=`;

  it.each([HEX, BASE64, BASE64.slice(0, -1), `${HEX},${BASE64}`, ` ${HEX}\n${BASE64}\n`])(
    'takes the keys %j',
    (keys) => {
      expect(parseEnv({ ...SECRET, ENCRYPTION_KEY: keys }).ENCRYPTION_KEY).toBe(keys);
    },
  );

  it.each([',', HEX.slice(1), `${HEX}a`, BASE64.slice(4), `${HEX};${HEX}`, `${HEX},short`, `${HEX},`.repeat(11)])(
    'refuses the keys %j',
    (keys) => {
      expect(problemsOf({ ...SECRET, ENCRYPTION_KEY: keys })).toEqual([
        'ENCRYPTION_KEY must be 1 to 10 keys of 32 bytes each, in base64 or hex, separated by commas',
      ]);
    },
  );

  it.each([
    'postgres://u:p@db.example:5432/x?sslmode=require',
    'postgresql://u:p%23w%40@[::1]/x',
    'postgres://u:p@a.example:5432,b.example/x',
    'postgres://u@%2Fvar%2Frun%2Fpostgresql/x',
    'postgres:///x',
  ])('takes %s for the URL of a Postgres', (url) => {
    expect(parseEnv({ ...SECRET, DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  it.each([
    'postgres://u:p#w@db.example/x',
    'postgres://u:p/w@db.example/x',
    'postgres://u:12#w@db.example/x',
    'postgres://u:12/w@db.example/x',
    'postgres://u:p%w@db.example/x',
    'postgres://u:p@db.example:port/x',
  ])('asks to encode %s', (url) => {
    expect(problemsOf({ ...SECRET, DATABASE_URL: url })).toEqual([
      'DATABASE_URL is not a valid URL: percent-encode the special characters of its user name and password, such as %23 for #',
    ]);
  });

  it.each([
    ['https://supabase.com/dashboard/project/abcdefghijklmnopqrst', 'is an address of the dashboard'],
    ['https://app.supabase.com/project/abcdefghijklmnopqrst', 'is an address of the dashboard'],
    ['https://abcdefghijklmnopqrst.supabase.co/rest/v1/', 'must end before /rest/v1'],
    ['abcdefghijklmnopqrst.supabase.co', 'must be an http(s) URL'],
  ])('sees that %s is no project', (url, sentence) => {
    const [problem, ...more] = problemsOf({ ...SECRET, SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: 'key' });
    expect(problem).toContain(`SUPABASE_URL ${sentence}`);
    expect(more).toEqual([]);
  });
});
