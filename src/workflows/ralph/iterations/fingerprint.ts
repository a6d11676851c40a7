import { createHash } from 'node:crypto';
import type { FeedbackResult } from '../feedback/feedback-result.js';

/** Characters at the end of an output that are compared. */
const COMPARED = 4_000;

/**
 * How feedback failed, equal for equal failures: what differs from run to run (times, durations, addresses, ids, temporary
 * names) does not count. null: it did not fail.
 */
export function fingerprintOf(results: readonly FeedbackResult[]): string | null {
  const failed = results.filter(({ passed }) => !passed);
  if (failed.length === 0) return null;
  const hash = createHash('sha256');
  for (const { command, exitCode, output } of failed) {
    hash.update(JSON.stringify([command, exitCode, normalised(output.slice(-COMPARED))]));
  }
  return hash.digest('hex');
}

/** Small whole numbers stay: "3 failed" after "5 failed" is progress. */
function normalised(output: string): string {
  return output
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, 'ID')
    .replace(/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?Z?)?/g, 'DATE')
    .replace(/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?/g, 'TIME')
    .replace(/\b(?:0x[0-9a-f]+|(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,64})\b/gi, 'HEX')
    .replace(/\b\d+\.\d+(?!\s*%)/g, 'N')
    .replace(/\b\d+\s*(?:ns|µs|us|ms|s|sec|secs|seconds?|m|min|minutes?)\b/g, 'N')
    .replace(/\b\d{5,}\b/g, 'N')
    .replace(/\s+/g, ' ')
    .trim();
}
