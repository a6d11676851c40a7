import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClaudeRig } from '../../test/support/claude-rig.js';
import { toolResultsOf } from '../../test/support/scripted-model.conversation.js';
import {
  after,
  fails,
  firstly,
  replies,
  says,
  uses,
  usageLimitUntil,
  cuts,
} from '../../test/support/scripted-model.turns.js';
import { Gate } from '../../test/support/scripted-model.gate.js';

jest.setTimeout(60_000);

describe('ClaudeRunner with the real CLI', () => {
  let rig: ClaudeRig;

  beforeAll(async () => {
    rig = await ClaudeRig.start();
  });
  afterAll(() => rig.close());

  it('lets Claude write files and run commands, and answers its closing words with the numbers', async () => {
    const cwd = await rig.tree();
    const claim = { jobId: randomUUID(), leaseToken: 7 };
    rig.model.script('write-and-run', [
      uses('Write', { file_path: join(cwd, 'hello.txt'), content: 'Hello' }),
      uses('Bash', { command: 'cat hello.txt && git --version' }),
      replies(({ body }) => `Both done: ${toolResultsOf(body).at(-1)}`),
    ]);
    const result = await rig.run('write-and-run', {}, { cwd, claim, iterationNumber: 3 });

    expect(result).toMatchObject({
      ok: true,
      reason: 'success',
      failure: null,
      numTurns: 3,
      inputTokens: 300,
      outputTokens: 60,
    });
    expect(result.summary).toMatch(/^Both done: Hello\s*git version/);
    expect(result.costUsd).toBeGreaterThan(0);
    expect(await readFile(join(cwd, 'hello.txt'), 'utf8')).toBe('Hello');
    const messages = rig.messagesOf(claim.jobId);
    expect(messages.every((message) => message.type === 'stdout' && message.iterationNumber === 3)).toBe(true);
    const types = messages.map(({ content }) => (JSON.parse(content) as { type: string }).type);
    expect(types[0]).toBe('system');
    expect(types.at(-1)).toBe('result');
  });
});
