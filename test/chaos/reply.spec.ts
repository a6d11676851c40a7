import { describe, expect, it } from '@jest/globals';
import type { ConversationMessage, MessagesBody } from '../support/scripted-model.conversation.js';
import { labelOf, promptOf, askOf, replyTo } from './reply.js';
import { NEVER_TAG, SLOW_TAG } from './tags.js';

const user = (content: string): ConversationMessage => ({ role: 'user', content });
const assistant = (text: string): ConversationMessage => ({ role: 'assistant', content: [{ type: 'text', text }] });
const step: ConversationMessage = { role: 'assistant', content: [{ type: 'tool_use' }] };
const result = (is_error: boolean): ConversationMessage => ({
  role: 'user',
  content: [{ type: 'tool_result', content: 'x', is_error }],
});
const body = (...messages: ConversationMessage[]): MessagesBody => ({ model: 'm', messages });

function counter(): () => number {
  let line = 0;
  return () => (line += 1);
}

const words = (messages: MessagesBody, label: string): string =>
  JSON.stringify(replyTo(messages, label, counter()).blocks);

describe('the diligent model', () => {
  it('knows a job by the last tag of its first message', () => {
    expect(labelOf(body(user(`Recent commits: [job:code-1] x\n${promptOf('code-2', [])}`)))).toBe('code-2');
    expect(labelOf(body(user('Hello')))).toBeNull();
  });

  it('goes on where a session was cut, and numbers what it says', () => {
    const prompt = user(promptOf('code-1', []));
    const first = replyTo(body(prompt), 'code-1', counter());
    expect(first).toMatchObject({ lines: [1], blocks: [{ type: 'text' }, { type: 'tool_use', name: 'Write' }] });
    expect(words(body(prompt, step, result(false), user('interrupted')), 'code-1')).toContain('All steps are done');
    // The tool was cut off: nobody knows whether it has done anything.
    expect(words(body(prompt, step, result(true), user('interrupted')), 'code-1')).toContain('Step 1');
    expect(words(body(user(promptOf('code-1', [SLOW_TAG]))), 'code-1')).toContain('sleep');
  });

  it('gives the promise of a loop unless it is not to end', () => {
    const at = (tags: string[]) => body(user(promptOf('ralph-1', tags)), step, result(false));
    expect(words(at([]), 'ralph-1')).toContain('RALPH_COMPLETE');
    expect(words(at([NEVER_TAG]), 'ralph-1')).not.toContain('RALPH_COMPLETE');
  });

  it('answers what is open, together, and again what it is asked again', () => {
    const opening = user(`${promptOf('task-1', [])} ${askOf('task-1', 0)}`);
    const ask = (number: number) => user(askOf('task-1', number));
    const answers = (...messages: ConversationMessage[]) => replyTo(body(...messages), 'task-1', counter()).answers;
    expect(answers(opening)).toEqual([0]);
    expect(answers(opening, assistant('[answer:task-1.0]'), ask(1), ask(2))).toEqual([1, 2]);
    expect(
      answers(opening, assistant('[answer:task-1.0]'), ask(1), assistant('No response requested.'), ask(2)),
    ).toEqual([1, 2]);
    expect(answers(opening, assistant('[answer:task-1.0]'), ask(0))).toEqual([0]);
  });

  it('takes what is quoted from before as answered', () => {
    const told = `> [job:task-1] [ask:task-1.0]\n> [answer:task-1.0]\nNow the person says:\n${askOf('task-1', 1)}`;
    expect(replyTo(body(user(told)), 'task-1', counter()).answers).toEqual([1]);
  });
});
