import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseEnv } from './parse-env.js';

describe('.env.example', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const names = lines.flatMap((line) => /^#?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);

  it('lists every variable, in the order of Env', () => {
    const own = Object.keys(parseEnv({ AGENT_API_SECRET: 'a-secret' }));
    expect(names.filter((name) => own.includes(name)).toSorted()).toEqual(own.toSorted());
  });

  it('holds no value that could be a secret', () => {
    expect(lines.filter((line) => /^[A-Z_]+=./.test(line))).toEqual([]);
  });
});
