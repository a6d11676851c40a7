import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTranscript } from './transcript.js';

const answer = (id: string, output: number, more: object = {}) =>
  JSON.stringify({
    type: 'assistant',
    message: { id, model: 'opus', usage: { input_tokens: 9, output_tokens: output } },
    ...more,
  });

describe('the transcript of a session', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transcript-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('tells what each answer used, however often it was written, between lines of any other kind', async () => {
    const lines = [answer('a', 1), '{"type":"user"}', 'no JSON "assistant"', '', answer('b', 5), answer('a', 7)];
    await writeFile(file('usual'), lines.join('\n'));
    const answers = await readTranscript(file('usual'));
    expect(answers.map(({ messageId, tokens }) => [messageId, tokens.outputTokens])).toEqual([
      ['a', 7],
      ['b', 5],
    ]);
  });

  it('tells when answers came, where it says so', async () => {
    const at = { timestamp: '2026-11-26T10:00:00.000Z' };
    await writeFile(file('times'), [answer('a', 1, at), answer('b', 1, { timestamp: 'soon' })].join('\n'));
    expect((await readTranscript(file('times'))).map((each) => each.at)).toEqual([new Date(at.timestamp), null]);
  });

  it('leaves out what a fork has taken over from the session that it continues', async () => {
    const earlier = answer('a', 1, { sessionId: 'fork', requestSessionId: 'first' });
    const own = answer('b', 1, { sessionId: 'fork' });
    await writeFile(file('fork'), [earlier, own, answer('c', 1, { sessionId: 'x', requestSessionId: 'x' })].join('\n'));
    expect((await readTranscript(file('fork'))).map(({ messageId }) => messageId)).toEqual(['b', 'c']);
  });

  it('is not read where the job has put something else', async () => {
    await writeFile(file('secret'), answer('a', 1));
    await symlink(file('secret'), file('link'));
    await promisify(execFile)('mkfifo', [file('pipe')]);
    await writeFile(file('huge'), answer('a', 1));
    await truncate(file('huge'), 300 * 1024 * 1024);
    for (const name of ['link', 'pipe', 'huge', 'missing', '.'])
      expect([name, await readTranscript(file(name))]).toEqual([name, []]);
  });
});
