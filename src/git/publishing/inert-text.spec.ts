import { describe, expect, it } from '@jest/globals';
import { inertMarkdown, isPlainMarkdown } from './inert-markdown.js';
import { inertBytes, inertText } from './inert-text.js';

const shown = (text: string): string => text.replaceAll('\u200b', '|');

describe('inertText', () => {
  it.each([
    ['Thanks @alice and @acme/team.', 'Thanks @|alice and @|acme/team.'],
    ['(@alice) &#64;bob &#x40;carol &commat;dave', '(@|alice) &#64;|bob &#x40;|carol &commat;|dave'],
    ['mail a@b.example, a @ b, @', 'mail a@b.example, a @ b, @'],
    ['Fixes #12, closes: #3 and RESOLVED acme/shop#4', 'Fixes| #12, closes|: #3 and RESOLVED| acme/shop#4'],
    ['fix GH-7\nClose https://github.com/a/b/issues/1', 'fix| GH-7\nClose| https://github.com/a/b/issues/1'],
    ['**Fixes** #1 [fixes](x) #2', '**Fixes|** #1 [fixes](x) #2'],
    ['It fixes the 2 bugs; see #12. Prefix #1', 'It fixes the 2 bugs; see #12. Prefix #1'],
  ])('of %j', (text, expected) => expect(shown(inertText(text))).toBe(expected));

  it('is the same for bytes', () => {
    const bytes = inertBytes(Buffer.from('Für @alice').toString('latin1'));
    expect(Buffer.from(bytes, 'latin1').toString()).toBe('Für @\u200balice');
  });

  it('takes linear time on hostile texts', () => {
    const started = performance.now();
    for (const piece of [
      '@',
      'fixes ',
      'a/',
      '`',
      '``` ',
      '\n```',
      '&#0',
      'fixes a/',
      '>',
      '\n>',
      '\n\n> ',
      'fixes\n#1\n',
      '<',
    ])
      inertMarkdown(piece.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('inertMarkdown', () => {
  it.each([
    ['Use `@Injectable()` for @alice', 'Use `@Injectable()` for @|alice'],
    ['a ``x ` @y`` @z', 'a ``x ` @y`` @|z'],
    ['```ts\n@Module({})\n```\n@alice', '```ts\n@Module({})\n```\n@|alice'],
    ['~~~\n@x\n```\n@y\n~~~~\n@alice', '~~~\n@x\n```\n@y\n~~~~\n@|alice'],
    ['````\n```\n@x\n````', '````\n```\n@x\n````'],
    ['> ```\n> @x\n> ```\n> @alice\n\n`@y`', '> ```\n> @x\n> ```\n> @|alice\n\n`@y`'],
    ['> ```\n> @x\n@alice', '> ```\n> @x\n@|alice'],
    ['> <b>`@bob`</b>\n\n`@y` @alice', '> <b>`@|bob`</b>\n\n`@y` @|alice'],
    [
      '<details>\n<summary>Of @alice</summary>\n\n```\n<a>\n@x\n```\n\n</details>\n\n@bob',
      '<details>\n<summary>Of @|alice</summary>\n\n```\n<a>\n@x\n```\n\n</details>\n\n@|bob',
    ],
  ])('leaves code alone in %j', (text, expected) => expect(shown(inertMarkdown(text))).toBe(expected));

  it.each([
    'one ` opens\nand ` @alice ` closes',
    '- ```\n@alice\n```',
    '> ```\n@alice',
    '> > > > > > > `@alice`',
    'a <a title="`"> @alice ` b',
    'a <a title="`\n`` `"> @alice ` b',
    '<details>\n<summary>Title</summary>\n@alice',
    '<details>\n<summary>Title</summary>\n`@alice`',
    '```\nx\n   ```\n@alice',
    '  ```\n@alice\n  ```',
    '\\`@alice\\`',
    '<div>\n```\n@alice\n```\n</div>',
    '``` a`b\n@alice',
    '@alice `unclosed',
  ])('takes nothing for code where that is not certain: %j', (text) =>
    expect(shown(inertMarkdown(text))).toContain('@|alice'),
  );

  it('keeps a word at the end of a line from closing what the next one begins with', () => {
    expect(shown(inertMarkdown('This fixes\n#1\n> and closes\n> #2\nIt fixes\nmuch'))).toBe(
      'This fixes|\n#1\n> and closes|\n> #2\nIt fixes\nmuch',
    );
  });

  it.each([
    ['Done.\n\n- `<Button>`\n\n```html\n<b>\n```', true],
    ['A <!-- comment', false],
    ['> > <details>', false],
    ['Done.\n\n</details>', false],
    ['<details>\n<summary>Title</summary>\n\nx', false],
    ['```\nnever closed', true],
    ['one ` opens', false],
  ])('says whether %j is plain', (text, expected) => expect(isPlainMarkdown(text)).toBe(expected));
});
