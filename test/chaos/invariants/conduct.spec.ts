import { describe, expect, it } from '@jest/globals';
import { goodEvidence, verdict } from './planted.js';

describe('servers behave, and nothing is left', () => {
  const exit = {
    atMs: 5_000,
    node: 'node-1',
    cause: 'itself' as const,
    code: 1,
    signal: null,
    lastWords: 'TypeError',
  };

  it('finds a server that ended by itself, badly when it was asked to, or at its boot without a reason', () => {
    expect(verdict(goodEvidence({ exits: [exit] }))).toEqual([
      expect.stringContaining('node-1 ended (itself, exit code 1)'),
    ]);
    expect(verdict(goodEvidence({ exits: [{ ...exit, cause: 'SIGTERM' }] }))).toHaveLength(1);
    const boot = { ...exit, cause: 'boot' as const };
    expect(verdict(goodEvidence({ exits: [boot] }))).toHaveLength(1);
    const away = { node: '*', why: 'without database' as const, fromMs: 1_000, toMs: 2_000 };
    expect(verdict(goodEvidence({ exits: [boot], absences: [away] }))).toEqual([]);
  });

  it('finds an answer that nobody expects, and what is left on the machine', () => {
    const refusal = { atMs: 1, request: 'GET /jobs', status: 500, body: '{}' };
    expect(verdict(goodEvidence({ refusals: [refusal] }))).toEqual([
      expect.stringContaining('GET /jobs was answered with 500'),
    ]);
    expect(verdict(goodEvidence({ leftovers: ['lock: /x/index.lock'] }))).toEqual([
      'nothing is left: lock: /x/index.lock',
    ]);
  });
});
