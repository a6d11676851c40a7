import { parseStreamLine, type InitFact, type ResultFact, type StreamFact, type UsageFact } from './stream-json.js';

/** Characters of stderr that are kept to explain an unexpected end. */
const STDERR_TAIL = 1_000;

/** What a run's output has said so far, as far as its outcome depends on it. */
export class RunRecord {
  /** @param clean takes secrets out of what is kept in words: it is cut later, and half a secret is not known again. */
  constructor(private readonly clean: (text: string) => string) {}

  init: InitFact | null = null;
  /** The last one counts: a turn that goes on after a result ends in another. */
  result: ResultFact | null = null;
  /** Of all results together. */
  numTurns = 0;
  usage: UsageFact = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  /** Closing words of the last turn that went well; null: none has, or it ended in silence. */
  summary: string | null = null;
  /** Kind of the last error in the place of an answer, in this turn. */
  answerError: string | null = null;
  /** When the used-up allowance is there again. */
  resetsAt: Date | null = null;
  limitReached = false;
  /** HTTP status of the turn's last failed request; undefined: none failed, null: no connection. */
  lastFailure: number | null | undefined = undefined;
  stderr = '';

  /** Answers what the line says, as far as we act on it. */
  noteStdout(line: string): StreamFact | null {
    const fact = parseStreamLine(line);
    if (fact) this.note(fact);
    return fact;
  }

  private note(fact: StreamFact): void {
    switch (fact.kind) {
      case 'init':
        this.init = fact;
        this.answerError = null;
        this.lastFailure = undefined;
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
      case 'message':
        break;
    }
  }

  private noteResult(said: ResultFact): void {
    const result = { ...said, text: said.text && this.clean(said.text) };
    const { inputTokens, outputTokens, costUsd } = this.usage;
    this.result = result;
    if (result.ok) this.summary = result.text;
    this.numTurns += result.numTurns;
    this.usage = {
      inputTokens: inputTokens + result.usage.inputTokens,
      outputTokens: outputTokens + result.usage.outputTokens,
      costUsd: costUsd + result.usage.costUsd,
    };
  }

  noteStderr(line: string): null {
    this.stderr = `${this.stderr}\n${this.clean(line)}`.trimStart().slice(-STDERR_TAIL);
    return null;
  }
}
