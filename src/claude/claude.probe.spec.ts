import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../test/support/claude-rig.js';

jest.setTimeout(30_000);

describe('ClaudeProbe', () => {
  let rig: ClaudeRig;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  it('tells version and login without asking the model, once for all who ask', async () => {
    const { probe } = rig.parts();
    const [first, second] = await Promise.all([probe.status(), probe.status()]);
    expect(first).toEqual({ authenticated: true, version: expect.stringMatching(/^2\.\d+\.\d+$/) });
    expect(second).toEqual(first);
    expect(rig.model.requests).toEqual([]);
  });

  it('sees that nobody is logged in', async () => {
    const { probe } = rig.parts({ model: { ANTHROPIC_BASE_URL: rig.model.url } });
    expect(await probe.status()).toMatchObject({ authenticated: false, version: expect.any(String) });
  });

  it('remembers that the credentials were refused, until a run succeeds', async () => {
    const { probe } = rig.parts();
    probe.noteRunResult({ reason: 'auth' });
    expect((await probe.status()).authenticated).toBe(false);
    probe.noteRunResult({ reason: 'overloaded' });
    expect((await probe.status()).authenticated).toBe(false);
    probe.noteRunResult({ reason: 'success' });
    expect((await probe.status()).authenticated).toBe(true);
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
    });
  });

  it('answers null for a CLI that is missing or does not answer sense', async () => {
    const missing = rig.parts({ env: { CLAUDE_BIN: '/nonexistent' } }).probe;
    expect(await missing.status()).toEqual({ authenticated: false, version: null });
    const other = rig.parts({ env: { CLAUDE_BIN: '/bin/true' } }).probe;
    expect(await other.status()).toEqual({ authenticated: false, version: null });
  });
});
