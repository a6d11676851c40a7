import { parseStreamLine, type InitFact, type ResultFact, type UsageFact } from './stream-json.js';

/** Characters of stderr that are kept to explain an unexpected end. */
const STDERR_TAIL = 1_000;

/** What a run's output has said so far, as far as its outcome depends on it. */
export class RunRecord {
  init: InitFact | null = null;
  /** The last one counts: a turn that goes on after a result ends in another. */
  result: ResultFact | null = null;
  /** Of all results together. */
  numTurns = 0;
  usage: UsageFact = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  /** Kind of the last error in the place of an answer. */
  answerError: string | null = null;
  /** When the used-up allowance is there again. */
  resetsAt: Date | null = null;
  limitReached = false;
  /** HTTP status of the last failed request; undefined: none failed, null: no connection. */
  lastFailure: number | null | undefined = undefined;
  stderr = '';

  noteStdout(line: string): void {
    const fact = parseStreamLine(line);
    switch (fact?.kind) {
      case 'init':
        this.init = fact;
        break;
      case 'result':
        this.noteResult(fact);
        break;
      case 'answer_error':
        this.answerError = fact.error;
        break;
      case 'api_retry':
        this.lastFailure = fact.httpStatus;
        break;
      case 'rate_limit':
        this.limitReached = fact.rejected;
        this.resetsAt = fact.rejected ? fact.resetsAt : null;
        break;
      case undefined:
        break;
    }
  }

  private noteResult(result: ResultFact): void {
    const { inputTokens, outputTokens, costUsd } = this.usage;
    this.result = result;
    this.numTurns += result.numTurns;
    this.usage = {
      inputTokens: inputTokens + result.usage.inputTokens,
      outputTokens: outputTokens + result.usage.outputTokens,
      costUsd: costUsd + result.usage.costUsd,
    };
  }

  noteStderr(line: string): void {
    this.stderr = `${this.stderr}\n${line}`.trimStart().slice(-STDERR_TAIL);
  }
}
