import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readClosingWords } from './closing-words.js';

const P = 'RALPH_COMPLETE';
const gives = (text: string | null, promise = P): boolean => readClosingWords(text, promise).promise;

describe('the completion promise', () => {
  it.each([
    'RALPH_COMPLETE',
    'All done.\n\nRALPH_COMPLETE\n\n',
    'All done.\n  **RALPH_COMPLETE**.  ',
    '`RALPH_COMPLETE`',
    '_RALPH_COMPLETE_!',
    '# RALPH_COMPLETE',
    'Done.\n\n### **RALPH_COMPLETE** 🎉',
    '✅ RALPH_COMPLETE',
    '**✅ RALPH_COMPLETE.**',
    '✔️RALPH_COMPLETE ✔️',
    'Done.\r\nRALPH_COMPLETE\r\n',
    '<promise>RALPH_COMPLETE</promise>',
    'Done.\n <promise> RALPH_COMPLETE </promise>\nThat was all.',
  ])('is given by %j', (text) => expect(gives(text)).toBe(true));

  it.each([
    null,
    '',
    'I will not output RALPH_COMPLETE yet.',
    'The task is not RALPH_COMPLETE',
    'RALPH_COMPLETE\nNot quite: a test is red.',
    'RALPH_COMPLETE?',
    'Not RALPH_COMPLETE',
    'RALPH_COMPLETED',
    'ralph_complete',
    'When I am done I will write <promise>RALPH_COMPLETE</promise> here.',
    'I was told to end with:\n```\n<promise>RALPH_COMPLETE</promise>\n```\nI am not there yet.',
    '<promise>SOMETHING</promise>',
    '<promise></promise>',
    '❌ RALPH_COMPLETE',
    '⚠️ RALPH_COMPLETE',
    '- [ ] RALPH_COMPLETE',
    '> RALPH_COMPLETE',
    '#RALPH_COMPLETE',
    '✅ not RALPH_COMPLETE',
    '# Next: RALPH_COMPLETE',
    'RALPH_COMPLETE ✅?',
  ])('is not given by %j', (text) => expect(gives(text)).toBe(false));

  it('is compared literally, whatever characters it has', () => {
    const promise = 'DONE (100%)? [a-z]* \\d+ $& **';
    expect(gives(`Yes.\n${promise}`, promise)).toBe(true);
    expect(gives(`Yes.\n*${promise}.`, promise)).toBe(true);
    expect(gives('Yes.\nDONE (100%)? x', promise)).toBe(false);
    expect(gives('anything', '.*')).toBe(false);
    expect(gives('.*', '.*')).toBe(true);
    expect(gives('', '')).toBe(false);
  });

  const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, ' '));
  const promises = line.map((text) => text.trim()).filter((text) => text !== '');

  it('counts alone on the last line, after any text and in any emphasis', () => {
    const wrap = fc.constantFrom(['', ''], ['**', '**'], ['_', '_.'], ['`', '`'], ['', '!'], ['***', '***.']);
    fc.assert(
      fc.property(promises, fc.array(line), wrap, (promise, before, [open, close]) => {
        expect(gives([...before, `${open}${promise}${close}`, ''].join('\n'), promise)).toBe(true);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('never counts inside a sentence, however often it is mentioned', () => {
    const words = fc.array(fc.constantFrom('now', 'I', 'say', P, 'not', 'yet', '**', '.'), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(words), words, (lines, last) => {
        const text = [...lines, ['talk', ...last, 'end']].map((each) => each.join(' ')).join('\n');
        expect(gives(text)).toBe(false);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('takes linear time on hostile texts', () => {
    const started = performance.now();
    for (const piece of ['*', '<promise>', '<blocked>', '`', ' ', '\n', P]) gives(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('a blocked iteration', () => {
  const blocked = (text: string): string | null => readClosingWords(text, P).blocked;

  it('says why, on lines of its own', () => {
    expect(blocked('I cannot go on.\n<blocked>The database has no password.</blocked>')).toBe(
      'The database has no password.',
    );
    expect(blocked('<blocked>\nTwo ways,\nwhich one?\n</blocked>')).toBe('Two ways,\nwhich one?');
  });

  it.each([
    'I am not <blocked>x</blocked> by that.',
    '<blocked> </blocked>',
    '```\n<blocked>x</blocked>\n```',
    'blocked',
  ])('is not meant by %j', (text) => expect(blocked(text)).toBeNull());
});
