import { distinct, type Refusal } from './refusals.js';
import { parseStreamLine, type InitFact, type ResultFact, type SaidOutput, type StreamFact } from './stream-json.js';
import { byModel } from './model-usage.js';
import type { AnswerUsageFact, StretchUsage, UsageFact, UsedByNow } from './usage.js';

/** Characters of stderr that are kept to explain an unexpected end. */
const STDERR_TAIL = 1_000;

/** What is known from a run's output so far, as far as its outcome depends on it. */
export class RunRecord {
  /** @param clean removes secrets from texts that are kept: they are cut later, and half a secret is no longer recognised. */
  constructor(private readonly clean: (text: string) => string) {}

  init: InitFact | null = null;
  /** The last one counts: a turn that continues after a result ends with another. An afterthought does not. */
  result: ResultFact | null = null;
  /** Sum over all results. */
  numTurns = 0;
  usage: Omit<UsageFact, 'models'> = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
  private readonly stretches: StretchUsage[] = [];
  /** Closing words of the last successful turn; null: there was none, or it ended without any. */
  summary: string | null = null;
  /** The answer of the last turn as data; null: it gave none. */
  output: SaidOutput | null = null;
  /** Kind of the last error that took the place of an answer in this turn. */
  answerError: string | null = null;
  /** When the usage limit that was reached resets. */
  resetsAt: Date | null = null;
  limitReached = false;
  /** HTTP status of the turn's last failed request; undefined: none failed, null: no connection. */
  lastFailure: number | null | undefined = undefined;
  stderr = '';
  /** The answers since the last result, which will count them all. */
  private readonly underway = new Map<string, AnswerUsageFact>();
  private refused: readonly Refusal[] = [];
  private told = 0;

  /** Returns what the line means, if we act on it. */
  noteStdout(line: string): StreamFact | null {
    const fact = parseStreamLine(line);
    if (fact) this.note(fact);
    return fact;
  }

  /** null: nothing is known yet. */
  get used(): UsedByNow | null {
    const answers = [...this.underway.values()];
    if (this.result === null && answers.length === 0) return null;
    const sum = (name: 'inputTokens' | 'outputTokens'): number =>
      answers.reduce((total, { tokens }) => total + tokens[name], this.usage[name]);
    const turns = answers.filter(({ isTurn }) => isTurn).length;
    const models = byModel(answers.map(({ usage }) => usage));
    return {
      numTurns: this.numTurns + turns,
      inputTokens: sum('inputTokens'),
      outputTokens: sum('outputTokens'),
      costUsd: this.result === null ? null : this.usage.costUsd,
      stretches:
        answers.length === 0 ? [...this.stretches] : [...this.stretches, { numTurns: turns, models, ok: null }],
    };
  }

  /** Whether answers have come that no result counts. */
  get isCutOff(): boolean {
    return this.underway.size > 0;
  }

  /** Counts such answers as they were written down, which is more than their lines told. */
  refine(written: readonly AnswerUsageFact[]): void {
    for (const { messageId, tokens, usage } of written) {
      const known = this.underway.get(messageId);
      if (known) this.underway.set(messageId, { ...known, tokens, usage });
    }
  }

  /** What the CLI has refused to Claude since the last call. */
  takeRefusals(): readonly Refusal[] {
    const fresh = this.refused.slice(this.told);
    this.told = this.refused.length;
    return fresh;
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
      case 'usage':
        this.underway.set(fact.messageId, fact);
        break;
      case 'message':
        break;
    }
  }

  private noteResult(said: ResultFact): void {
    const result = { ...said, text: said.text && this.clean(said.text) };
    const { inputTokens, outputTokens, costUsd } = this.usage;
    this.underway.clear();
    if (!this.isAfterthought(said)) this.noteAnswer(result);
    this.refused = distinct([...this.refused, ...said.refused]);
    this.numTurns += result.numTurns;
    this.stretches.push({ numTurns: result.numTurns, models: result.usage.models, ok: result.ok });
    this.usage = {
      inputTokens: inputTokens + result.usage.inputTokens,
      outputTokens: outputTokens + result.usage.outputTokens,
      costUsd: costUsd + result.usage.costUsd,
    };
  }

  private noteAnswer(result: ResultFact): void {
    this.result = result;
    this.output = result.ok ? result.output : null;
    if (result.ok) this.summary = result.text;
  }

  /** An error of no turns after a success: the CLI stumbled over something when Claude was done. */
  isAfterthought({ ok, numTurns }: ResultFact): boolean {
    return !ok && numTurns === 0 && this.result?.ok === true;
  }

  noteStderr(line: string): null {
    this.stderr = `${this.stderr}\n${this.clean(line)}`.trimStart().slice(-STDERR_TAIL);
    return null;
  }
}
