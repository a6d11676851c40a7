import { describe, expect, it } from '@jest/globals';
import { type ReadableMessage, toReadable } from './readable-message.js';

const toReadableText = (message: ReadableMessage) => toReadable(message)?.text ?? null;
const line = (value: object) => toReadableText({ type: 'stdout', content: JSON.stringify(value) });
const says = (...content: object[]) => line({ type: 'assistant', message: { content } });
const answers = (content: unknown, more: object = {}) =>
  line({ type: 'user', message: { content: [{ type: 'tool_result', content, ...more }] } });

describe('toReadable', () => {
  it('shows what is said whole, with its lines', () => {
    expect(says({ type: 'text', text: 'One\n\ntwo' })).toBe('One\n\ntwo');
    expect(toReadableText({ type: 'system', content: 'Job started' })).toBe('Job started');
    expect(toReadableText({ type: 'stderr', content: 'oops' })).toBe('oops');
    expect(toReadableText({ type: 'user_input', content: 'Go on' })).toBe('> Go on');
  });

  it('shows a call of a tool in one line, with paths of the working tree made short', () => {
    expect(says({ type: 'tool_use', name: 'Bash', input: { command: 'a\nb' } })).toBe('Bash a …');
    expect(says({ type: 'tool_use', name: 'Read', input: { file_path: '/srv/worktrees/1/src/a.ts' } })).toBe(
      'Read src/a.ts',
    );
    expect(says({ type: 'tool_use', name: 'Odd', input: { n: 1 } })).toBe('Odd {"n":1}');
    expect(says({ type: 'tool_use', name: 'Bash', input: { command: 'x'.repeat(500) } })).toHaveLength(200);
  });

  it('shows the answer of a tool in one line', () => {
    expect(answers('one\ntwo\nthree')).toBe('  ↳ one (3 lines)');
    expect(answers([{ type: 'text', text: 'all' }, { type: 'image' }])).toBe('  ↳ all (2 lines)');
    expect(answers('no such file', { is_error: true })).toBe('  ↳ failed: no such file');
    expect(answers('TAP version 13\n# pass 2\n# fail 0')).toBe('  ↳ # pass 2 (3 lines)');
    expect(answers(undefined)).toBe('  ↳ ');
  });

  it('leaves out the words of a person that the CLI repeats', () => {
    const replayed = { type: 'user', isReplay: true, message: { content: [{ type: 'text', text: 'Go on' }] } };
    expect(line(replayed)).toBeNull();
    expect(line({ ...replayed, message: { content: 'Go on' } })).toBeNull();
  });

  it('sums up the result', () => {
    const result = { type: 'result', subtype: 'success', is_error: false, num_turns: 1, total_cost_usd: 0.01234 };
    expect(line(result)).toBe('Finished after 1 turn, $0.0123');
    expect(line({ ...result, subtype: 'error_max_turns', is_error: true, num_turns: 9, errors: ['too many'] })).toBe(
      'Ended without success (error_max_turns: too many) after 9 turns, $0.0123',
    );
  });

  it('shows nothing of what only programs want to know', () => {
    const quiet: object[] = [
      { type: 'assistant', message: { content: [{ type: 'thinking', thinking: 'hm' }] } },
      { type: 'assistant', message: { content: [{ type: 'text', text: ' ' }] } },
      { type: 'assistant', message: 'odd' },
      { type: 'rate_limit_event', rate_limit_info: {} },
      { type: 'system', subtype: 'hook' },
      { type: 'not known yet', message: { content: [{ type: 'text', text: 'x' }] } },
      {},
    ];
    for (const each of quiet) expect(line(each)).toBeNull();
    expect(toReadableText({ type: 'stdout', content: '' })).toBeNull();
    expect(toReadableText({ type: 'stdout', content: 'plain words' })).toBe('plain words');
  });

  it('tells who speaks', () => {
    const roleOf = (type: ReadableMessage['type'], content: object | string) =>
      toReadable({ type, content: typeof content === 'string' ? content : JSON.stringify(content) })?.role;
    const text = { type: 'text', text: 'Hello' };
    expect(roleOf('stdout', { type: 'assistant', message: { content: [text] } })).toBe('claude');
    expect(roleOf('stdout', { type: 'assistant', message: { content: [{ type: 'tool_use', name: 'Bash' }] } })).toBe(
      'claude',
    );
    expect(roleOf('stdout', { type: 'user', message: { content: [{ type: 'tool_result', content: 'x' }] } })).toBe(
      'tool',
    );
    expect(roleOf('user_input', 'Go on')).toBe('user');
    expect(roleOf('system', 'Job started')).toBe('server');
    expect(roleOf('stderr', 'oops')).toBe('server');
    expect(roleOf('stdout', { type: 'system', subtype: 'init', model: 'm' })).toBe('server');
    expect(roleOf('stdout', { type: 'result', subtype: 'success', is_error: false })).toBe('server');
  });

  it('says of half a line only who speaks', () => {
    const cut = (content: string) => toReadable({ type: 'stdout', content, content_truncated: true });
    expect(cut('{"type":"user","message":{"content":[{"type":"tool_res')).toMatchObject({ role: 'tool' });
    expect(cut('{"type":"assistant","message":{"cont')).toEqual({
      role: 'claude',
      text: expect.not.stringContaining('{'),
    });
  });
});
