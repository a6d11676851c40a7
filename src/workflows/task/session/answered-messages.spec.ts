import { describe, expect, it } from '@jest/globals';
import { parseStreamLine } from '../../../claude/output/stream-json.js';
import { answeredMessages, type StoredLine } from './answered-messages.js';

/** Lines of one session, in order. */
function lines(sessionId: string, ...facts: readonly object[]): StoredLine[] {
  return facts.map((fact, index) => ({ seq: index, sessionId, fact: parseStreamLine(JSON.stringify(fact)) }));
}

const taken = (uuid: string) => ({ type: 'user', uuid, isReplay: true });
const done = (command_uuid: string) => ({ type: 'command_lifecycle', command_uuid, state: 'completed' });
const result = (is_error = false) => ({ type: 'result', subtype: 'success', is_error, result: 'x' });

describe('which messages are answered', () => {
  it('is said by Claude', () => {
    expect([...answeredMessages(lines('s', taken('a'), result(), done('a')))]).toEqual(['a']);
    // Of a message that it had answered in an earlier process it says no more than that.
    expect([...answeredMessages(lines('s', taken('a'), done('a')))]).toEqual(['a']);
  });

  it('is known from the end of the turn that took them, where Claude came no further', () => {
    const stored = lines('s', taken('a'), taken('b'), result(), taken('c'));
    expect([...answeredMessages(stored.toReversed())]).toEqual(['a', 'b']);
  });

  it('is not known from a turn that failed, nor from one of another session', () => {
    expect([...answeredMessages(lines('s', taken('a'), result(true), result()))]).toEqual([]);
    const later = lines('t', result()).map((line) => ({ ...line, seq: 9 }));
    expect([...answeredMessages([...lines('s', taken('a')), ...later])]).toEqual([]);
  });
});
