import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSecretFiles, secretFileOf } from './secret-files.js';
import { SECRET_VARIABLES } from './variables/all-variables.js';

describe('readSecretFiles', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secret-files-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function file(name: string, content: string, mode = 0o600): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    await chmod(path, mode);
    return path;
  }

  it.each(SECRET_VARIABLES)('reads %s from a file, and writes it nowhere', async (name) => {
    const raw = { PATH: '/bin', [`${name}_FILE`]: await file(name, 'the value\n') };
    const before = { ...raw };
    expect(readSecretFiles(raw)).toMatchObject({
      variables: { PATH: '/bin', [name]: 'the value' },
      problems: [],
      exposed: [],
    });
    expect(raw).toEqual(before);
    expect(process.env[name]).toBeUndefined();
  });

  it.each([
    ['value', 'value'],
    ['value\r\n', 'value'],
    ['value\n\n', 'value\n'],
    [' value ', ' value '],
    ['A: one\nB: two\n', 'A: one\nB: two'],
  ])('takes one line end away: %j is %j', async (content, value) => {
    const raw = { ANTHROPIC_CUSTOM_HEADERS_FILE: await file('ends', content) };
    expect(readSecretFiles(raw).variables['ANTHROPIC_CUSTOM_HEADERS']).toBe(value);
  });

  it('takes empty variables as absent', async () => {
    const path = await file('one', 'value');
    expect(readSecretFiles({ GITHUB_TOKEN: '', GITHUB_TOKEN_FILE: path }).variables['GITHUB_TOKEN']).toBe('value');
    expect(readSecretFiles({ GITHUB_TOKEN: 'value', GITHUB_TOKEN_FILE: '' })).toMatchObject({ problems: [] });
  });

  it('refuses both forms at once, naming both', async () => {
    const raw = { GITHUB_TOKEN: 'hush-1', GITHUB_TOKEN_FILE: await file('both', 'hush-2') };
    const { problems } = readSecretFiles(raw);
    expect(problems).toEqual(['GITHUB_TOKEN and GITHUB_TOKEN_FILE exclude each other: set one of them']);
  });

  it('says of each file that cannot be used why, and nothing of its content', async () => {
    const { problems } = readSecretFiles({
      AGENT_API_SECRET_FILE: join(folder, 'nowhere'),
      GITHUB_TOKEN_FILE: await file('empty', '\n'),
      ANTHROPIC_API_KEY_FILE: folder,
      DATABASE_URL_FILE: await file('long', 'hush'.repeat(20_000)),
      CLAUDE_CODE_OAUTH_TOKEN_FILE: 'relative/hush',
      ANTHROPIC_AUTH_TOKEN_FILE: await file('binary', 'hush\0hush'),
    });
    expect(problems.toSorted()).toEqual([
      'AGENT_API_SECRET_FILE names a file that cannot be read (ENOENT)',
      'ANTHROPIC_API_KEY_FILE names a file that cannot be read (EISDIR)',
      'ANTHROPIC_AUTH_TOKEN_FILE names a file that is not text',
      'CLAUDE_CODE_OAUTH_TOKEN_FILE must be an absolute path',
      'DATABASE_URL_FILE names a file that is too long to be a secret',
      'GITHUB_TOKEN_FILE names an empty file',
    ]);
  });

  it('names the files that everybody can read', async () => {
    const open = await file('open', 'value', 0o644);
    const closed = await file('closed', 'value', 0o640);
    expect(readSecretFiles({ GITHUB_TOKEN_FILE: open, ANTHROPIC_API_KEY_FILE: closed }).exposed).toEqual([open]);
  });

  it('reads a file again for a secret that is replaced, and says null while it cannot be used', async () => {
    const path = await file('replaced', 'one\n');
    const secret = secretFileOf('GITHUB_TOKEN', { GITHUB_TOKEN_FILE: path });
    expect([secret?.path, secret?.read()]).toEqual([path, 'one']);
    await file('replaced', 'two\n');
    expect(secret?.read()).toBe('two');
    await file('replaced', '\n');
    expect(secret?.read()).toBeNull();
    await rm(path);
    expect(secret?.read()).toBeNull();
    expect(secretFileOf('GITHUB_TOKEN', { GITHUB_TOKEN_FILE: '/dev/zero' })?.read()).toBeNull();
    expect(secretFileOf('GITHUB_TOKEN', { GITHUB_TOKEN: 'one' })).toBeNull();
  });
});
