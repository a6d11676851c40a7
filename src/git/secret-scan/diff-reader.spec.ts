import { beforeEach, describe, expect, it } from '@jest/globals';
import { DiffReader } from './diff-reader.js';

const SHA = '66036ca92b037ec5348b026f112b66913f171ad8';
const BLOBS = '0000000 1234567';

describe('DiffReader', () => {
  let heard: string[];
  let reader: DiffReader;
  beforeEach(() => {
    heard = [];
    reader = new DiffReader({
      commit: (sha) => heard.push(`commit ${sha}`),
      person: (text) => heard.push(`person ${text}`),
      message: (text) => heard.push(`message ${text}`),
      name: (name) => heard.push(`name ${name}`),
      file: (name) => heard.push(`file ${name}`),
      added: (line, text) => heard.push(`added ${line} ${text}`),
    });
  });
  const read = (...lines: string[]): void => reader.push(Buffer.from(`${lines.join('\n')}\n`));

  it('tells everything that a commit adds, and takes no line of its message for structure', () => {
    const head = [`commit ${SHA}`, `tree ${SHA}`, 'author A <a@b> 1 +0000', 'committer B <b@c> 2 +0000'];
    const message = ['    +++ b/evil', '    ', `    commit ${SHA}`, '    @@ -0,0 +1 @@'];
    const changes = [`:000000 100644 ${BLOBS} A\tnew`, `:100644 000000 ${BLOBS} D\tgone`];
    read(...head, '', ...message, '', ...changes, '', 'diff --git new new', '+++ new', '@@ -0,0 +1 @@', '+line');
    expect(heard).toEqual([
      `commit ${SHA}`,
      'person A \na@b\n 1 +0000',
      'person B \nb@c\n 2 +0000',
      ...message.map((line) => `message ${line.slice(4)}`),
      'name new',
      'file new',
      'added 1 line',
    ]);
  });

  it('takes the new name of a renamed file, and those of a merge', () => {
    read(`:100644 100644 ${BLOBS} R087\told name\tnew name`, `::100644 100644 000000 ${BLOBS} 7654321 DD\tgone`);
    read(`::100644 100644 100644 ${BLOBS} 7654321 MM\tmerged`);
    expect(heard).toEqual(['name new name', 'name merged']);
  });

  it('goes from a commit without a message and without changes to the next one', () => {
    read(`commit ${SHA}`, `tree ${SHA}`, '', `commit ${SHA}`, '', '    said', '', '+++ file');
    expect(heard).toEqual([`commit ${SHA}`, `commit ${SHA}`, 'message said', 'file file']);
  });
});
