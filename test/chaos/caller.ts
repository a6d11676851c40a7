import { setTimeout as delay } from 'node:timers/promises';
import type { ChaosNode } from './chaos-node.js';
import type { Refusal } from './evidence.js';
import type { Pace } from './pace.js';
import type { Random } from './random.js';

/** A server that is frozen accepts a connection and says nothing. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 250;
/** On a quiet machine no fault lasts so long; whoever still has no answer never gets one. */
const GIVE_UP_MS = 120_000;

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/**
 * A client of the API as a PM tool should be one: it asks any node, and asks another when there is no answer, or one that
 * says to try again (503). A repetition carries the same Idempotency-Key.
 */
export class Caller {
  readonly refusals: Refusal[] = [];

  constructor(
    private readonly nodes: readonly ChaosNode[],
    private readonly random: Random,
    private readonly now: () => number,
    /** Aborted when the round is over, whatever is still open. */
    private readonly over: AbortSignal,
    private readonly pace: Pace,
  ) {}

  /** @throws Error when there is no answer within two minutes, times the pace of the machine, or before the round is over. */
  async ask<Body>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string): Promise<Answer<Body>> {
    for (const begun = this.now(); ;) {
      this.over.throwIfAborted();
      if (this.now() > begun + GIVE_UP_MS * this.pace.factor) throw new Error(`${method} ${path} was not answered`);
      const answer = await this.once<Body>(method, path, body, key);
      if (answer && answer.status !== 503) this.judge(`${method} ${path}`, answer);
      if (answer && answer.status < 500) return answer;
      await delay(PAUSE_MS);
    }
  }

  /** null: no answer. */
  private async once<Body>(method: string, path: string, body: unknown, key = ''): Promise<Answer<Body> | null> {
    const apis = this.nodes.flatMap(({ api }) => api ?? []);
    if (apis.length === 0) return null;
    const { url, secret } = this.random.pick(apis);
    try {
      const response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === '' ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS * this.pace.factor),
      });
      return { status: response.status, body: (await response.json()) as Body };
    } catch {
      // Killed, frozen, or stopping: the next one.
      return null;
    }
  }

  private judge(request: string, { status, body }: Answer<unknown>): void {
    const text = JSON.stringify(body);
    const wellFormed = status < 400 || typeof (body as { error?: unknown }).error === 'string';
    if (status >= 500 || !wellFormed) {
      this.refusals.push({ atMs: this.now(), request, status, body: text.slice(0, 500) });
    }
  }
}
