import type { CommandResult } from '../../run/commands/command-result.js';

/** What came of one feedback command. */
export type FeedbackResult = CommandResult;

/** Whether no command failed; an empty list counts as green. */
export function isGreen(results: readonly FeedbackResult[]): boolean {
  return results.every(({ passed }) => passed);
}
