import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { nodeProblem, OLDEST_NODE } from './node-version.js';

describe('nodeProblem', () => {
  it.each(['22.12.0', '22.23.3', '23.0.0', '24.21.0', '100.0.0'])('takes %s', (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(['8.17.0', '20.20.2', '22.0.0', '22.9.0', '22.11.9'])('refuses %s in a sentence', (version) => {
    expect(nodeProblem(version)).toBe(`Node.js ${version} is too old: 22.12 or newer is needed`);
  });

  it('asks for what package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${OLDEST_NODE}`);
  });
});
