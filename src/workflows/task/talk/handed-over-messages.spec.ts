import { describe, expect, it } from '@jest/globals';
import { MessageAliases } from '../session/message-aliases.js';
import { HandedOverMessages } from './handed-over-messages.js';

const message = (id: string) => ({ id, text: id.toUpperCase() });

describe('the messages that a process of a conversation was given', () => {
  it('go by their aliases, once each, the preface before the first', () => {
    const messages = new HandedOverMessages(new MessageAliases({ one: 'alias' }), 'So far. ', 'one');
    expect(messages.isEmpty).toBe(true);
    expect(messages.handOver(message('one'))).toEqual({ id: 'alias', text: 'So far. ONE', bringsFiles: true });
    expect(messages.handOver(message('one'))).toBeNull();
    expect(messages.handOver(message('two'))).toEqual({ id: 'two', text: 'TWO', bringsFiles: false });
  });

  it('bring what is attached with the prompt, and with what is told of it', () => {
    const brings = (preface: string, ...ids: string[]) => {
      const messages = new HandedOverMessages(new MessageAliases({ prompt: 'alias' }), preface, 'prompt');
      return ids.map((id) => messages.handOver(message(id))?.bringsFiles);
    };
    expect(brings('', 'prompt', 'next')).toEqual([true, false]);
    expect(brings('', 'next', 'prompt')).toEqual([false, true]);
    expect(brings('So far. ', 'next', 'last')).toEqual([true, false]);
  });

  it('wait until Claude has taken them, or has nothing left to do', () => {
    const messages = new HandedOverMessages(new MessageAliases(null), '', 'one');
    messages.handOver(message('taken'));
    messages.handOver(message('called off'));
    messages.noteTaken('taken');
    expect([messages.areWaiting, messages.taken]).toEqual([true, ['taken']]);
    messages.noteIdle();
    expect([messages.areWaiting, messages.taken]).toEqual([false, ['taken']]);
    messages.noteAnswered('taken');
    messages.handOver(message('next'));
    expect([messages.areWaiting, messages.taken]).toEqual([true, []]);
  });

  it('get other aliases when they are refused, and only then', () => {
    const messages = new HandedOverMessages(new MessageAliases({ one: 'alias', kept: 'other' }), '', 'one');
    for (const id of ['one', 'two', 'three']) messages.handOver(message(id));
    for (const alias of ['alias', 'two', 'three']) messages.noteTaken(alias);
    const aliases = messages.noteRefused(['alias', 'three']);
    expect(Object.keys(aliases).toSorted()).toEqual(['kept', 'one', 'three']);
    expect(aliases['kept']).toBe('other');
    expect(aliases['one']).not.toBe('alias');
    expect(messages.taken).toEqual(['two']);
  });
});
