import { inCell, inlineCode } from '../../run/evidence/quoted-words.js';
import { marked } from '../../run/evidence/marked-part.js';
import { folded, type Section } from '../../run/evidence/section.js';
import { tableOf } from '../../run/evidence/evidence-body.js';
import { describeDuration } from '../../run/publishing/pull-request-text.js';
import { quotedBlock } from '../../run/publishing/quoted-block.js';
import type { FeedbackResult } from './feedback-result.js';

/** Characters of a command. */
const MAX_COMMAND = 200;
/** Characters of the output of all commands together, and of one. */
const MAX_OUTPUT = 12_000;
const MAX_OUTPUT_OF_ONE = 2_000;

/** A follow-up's take the place of those before. */
const NAME = 'checks';

/** The checks that ran last, for the pull request; empty: there were none. */
export function checksSections(results: readonly FeedbackResult[]): Section[] {
  if (results.length === 0) return [];
  const rows = results.map((result) => [
    inCell(result.command, MAX_COMMAND),
    describeResult(result),
    describeDuration(result.durationMs),
  ]);
  const brief = `## Checks\n\n${tableOf(['Command', 'Result', 'Duration'], rows)}`;
  const max = Math.min(MAX_OUTPUT_OF_ONE, Math.floor(MAX_OUTPUT / results.length));
  const outputs = results.flatMap(({ command, output }) =>
    output.trim() === '' ? [] : [inlineCode(command, MAX_COMMAND), quotedBlock(endOf(output, max))],
  );
  if (outputs.length === 0) return [{ text: marked(NAME, brief) }];
  const text = `${brief}\n\n${folded('The end of what they printed', outputs.join('\n\n'))}`;
  return [{ text: marked(NAME, text), brief: marked(NAME, brief), shortenedFirst: 3 }];
}

/** In a few words; null: there were none. */
export function describeChecks(results: readonly FeedbackResult[]): string | null {
  if (results.length === 0) return null;
  const red = results.filter(({ passed }) => !passed).length;
  return red === 0 ? `checks passed (${results.length})` : `${red} of ${results.length} checks failed`;
}

function describeResult({ passed, timedOut, exitCode }: FeedbackResult): string {
  if (passed) return 'passed';
  if (timedOut) return 'failed: it took too long';
  return exitCode === null ? 'failed: a signal ended it' : `failed with exit code ${exitCode}`;
}

/** The last whole lines, as far as there are any. */
function endOf(output: string, max: number): string {
  const text = output.trimEnd();
  if (text.length <= max) return text;
  const end = text.slice(-max).replace(/^[\udc00-\udfff]/, '');
  return `…\n${end.slice(end.indexOf('\n') + 1)}`;
}
