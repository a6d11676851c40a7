import { describe, expect, it } from '@jest/globals';
import type { FeedbackResult } from '../feedback/feedback-result.js';
import { fingerprintOf } from './fingerprint.js';

const red = (output: string, exitCode: number | null = 1): FeedbackResult => ({
  command: 'npm test',
  exitCode,
  passed: exitCode === 0,
  timedOut: false,
  durationMs: 5,
  output,
});

describe('fingerprintOf', () => {
  it('is the same for failures that differ only from run to run', () => {
    const one = red('2026-01-02T03:04:05.678Z ✗ adds (12 ms)\nat /tmp/x-3f9a2bc41d.js:10\nDuration 3.25 s, pid 123456');
    const two = red('2026-01-09T13:14:15.001Z ✗ adds (7 ms)\nat /tmp/x-77aa0bc42e.js:10\nDuration 0.9 s, pid 99881');
    expect(fingerprintOf([one])).toBe(fingerprintOf([two]));
  });

  it('tells fewer failures, other failures and other commands apart', () => {
    const prints = [
      [red('5 failed')],
      [red('3 failed')],
      [red('✗ subtracts')],
      [red('5 failed', 2)],
      [red('5 failed', null)],
      [{ ...red('5 failed'), command: 'npm run lint' }],
      [red('coverage 80.1 %')],
      [red('coverage 85.7 %')],
    ].map(fingerprintOf);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('is null when nothing failed', () => {
    expect(fingerprintOf([])).toBeNull();
    expect(fingerprintOf([red('fine', 0)])).toBeNull();
    expect(fingerprintOf([red('fine', 0), red('x')])).toBe(fingerprintOf([red('x')]));
  });
});
