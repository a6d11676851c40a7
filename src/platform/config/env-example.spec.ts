import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { VARIABLES } from './variables/all-variables.js';

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const names = lines.flatMap((line) => /^#?([A-Za-z_]+)=/.exec(line)?.[1] ?? []);

  it('lists every variable, in the order of Env', () => {
    expect(names).toEqual(VARIABLES.map(({ name }) => name));
  });

  it('holds no value that could be a secret', () => {
    expect(lines.filter((line) => /^[A-Za-z_]+=./.test(line))).toEqual([]);
  });
});
