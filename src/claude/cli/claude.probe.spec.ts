import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../../test/support/claude-rig.js';
import { ScriptedModel } from '../../../test/support/scripted-model.js';

jest.setTimeout(30_000);

describe('ClaudeProbe', () => {
  let rig: ClaudeRig;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  const model = (variables: Record<string, string>) => ({ model: { ANTHROPIC_BASE_URL: rig.model.url, ...variables } });

  it('tells version and login without asking the model anything that costs, once for all who ask', async () => {
    const { probe } = rig.parts();
    const [first, second] = await Promise.all([probe.status(), probe.status()]);
    expect(first).toEqual({ authenticated: true, version: expect.stringMatching(/^2\.\d+\.\d+$/), reason: null });
    expect(second).toEqual(first);
    expect(await probe.problems()).toEqual([]);
    expect(rig.model.requests).toEqual([]);
    expect(rig.model.listings).toHaveLength(1);
  });

  it('knows nothing before it has looked', () => {
    expect(rig.parts().probe.known).toEqual({ authenticated: null, version: null, reason: null });
  });

  it('sees that nobody is logged in', async () => {
    const { probe } = rig.parts(model({}));
    expect(await probe.status()).toEqual({
      authenticated: false,
      version: expect.any(String),
      reason: 'no_credential',
    });
    expect(await probe.problems()).toEqual([
      expect.stringContaining('set ANTHROPIC_API_KEY, or CLAUDE_CODE_OAUTH_TOKEN'),
    ]);
  });

  it.each(['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN'])('tries %s, which is refused', async (name) => {
    rig.model.refuse('wrong');
    const { probe } = rig.parts(model({ [name]: 'wrong' }));
    expect(await probe.status()).toMatchObject({ authenticated: false, reason: 'credential_refused' });
    expect(await probe.problems()).toEqual([`The model refuses ${name}: set a valid one`]);
  });

  it('does not know of a subscription before a run has tried it', async () => {
    const asked = rig.model.listings.length;
    const { probe } = rig.parts(model({ CLAUDE_CODE_OAUTH_TOKEN: 'subscription' }));
    expect(await probe.status()).toMatchObject({ authenticated: null, reason: null });
    probe.noteRunResult({ reason: 'success' });
    expect(await probe.status()).toMatchObject({ authenticated: true, reason: null });
    expect(rig.model.listings).toHaveLength(asked);
  });

  it('says that the model cannot be reached, and where it was looked for', async () => {
    const gone = await ScriptedModel.start();
    const { variables } = gone;
    await gone.close();
    const { probe } = rig.parts({ model: variables });
    expect(await probe.status()).toMatchObject({ authenticated: false, reason: 'unreachable' });
    const { host } = new URL(variables['ANTHROPIC_BASE_URL'] ?? '');
    expect(await probe.problems()).toEqual([
      `The model at ${host} cannot be reached (ECONNREFUSED): check ANTHROPIC_BASE_URL`,
    ]);
  });

  it.each([
    ['a gateway that does not know the request', '/elsewhere', {}],
    ['a proxy', '', { HTTP_PROXY: 'http://127.0.0.1:1' }],
  ])('leaves it to a run to try the credential behind %s', async (_what, path, more) => {
    const { probe } = rig.parts(model({ ANTHROPIC_BASE_URL: rig.model.url + path, ANTHROPIC_API_KEY: 'x', ...more }));
    expect(await probe.status()).toMatchObject({ authenticated: null, reason: null });
  });

  it('remembers that the credentials were refused, until a run succeeds', async () => {
    const { probe } = rig.parts();
    probe.noteRunResult({ reason: 'auth' });
    expect(await probe.status()).toMatchObject({ authenticated: false, reason: 'credential_refused' });
    probe.noteRunResult({ reason: 'overloaded' });
    expect((await probe.status()).authenticated).toBe(false);
    probe.noteRunResult({ reason: 'success' });
    expect(await probe.status()).toMatchObject({ authenticated: true, reason: null });
    probe.noteRunResult({ reason: 'billing' });
    expect(await probe.status()).toMatchObject({ authenticated: false, reason: 'no_credit' });
  });

  it('does not ask an old CLI for its login, which it would take for a prompt', async () => {
    const script = join(rig.folder, 'old.cjs');
    await writeFile(
      script,
      'if (process.argv[2] !== "--version") process.exit(1); console.log("2.0.76 (Claude Code)");',
    );
    expect(await rig.parts({ env: { CLAUDE_BIN: script } }).probe.status()).toEqual({
      authenticated: true,
      version: '2.0.76',
      reason: null,
    });
  });

  it('answers null for a CLI that is missing or does not answer sense', async () => {
    const missing = rig.parts({ env: { CLAUDE_BIN: '/nonexistent' } }).probe;
    expect(await missing.status()).toEqual({ authenticated: false, version: null, reason: 'not_installed' });
    expect((await missing.problems()).join()).toContain('CLAUDE_BIN does not name a program that the server can run');
    const other = rig.parts({ env: { CLAUDE_BIN: '/bin/true' } }).probe;
    expect(await other.status()).toEqual({ authenticated: false, version: null, reason: 'not_runnable' });
    expect((await other.problems()).join()).toContain('/bin/true does not answer as Claude Code');
  });
});
