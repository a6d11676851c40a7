import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Shutdown } from '../common/shutdown.js';
import { OwnNode } from '../nodes/own-node.js';

/** How long a stop waits for a store that takes nothing, once the grace of running jobs is over, in milliseconds. */
const PATIENCE_MS = 5_000;
/** The same when the stop is hurried. */
const HURRIED_PATIENCE_MS = 2_500;
/** How long it waits for a store that takes something, in milliseconds: what is kept for the next start is not lost. */
const LONGEST_MS = 15_000;
/** How often the store is asked meanwhile, in milliseconds. */
const ASK_EVERY_MS = 500;

/**
 * How a stop waits for what is to be stored: a few seconds for a store that takes nothing, and some more for one that
 * does, where a single call may still hang for a minute on a connection that is dead.
 */
@Injectable()
export class StopPatience {
  private asking: Promise<void> | null = null;
  private answered = false;
  /** By all tasks together. */
  private waitedMs = 0;

  constructor(
    private readonly node: OwnNode,
    private readonly shutdown: Shutdown,
  ) {}

  /**
   * Whether `task`, which must not reject, has come to its end; false: it was waited for long enough, and the task
   * goes on by itself. Time during which this process was frozen does not count.
   */
  async isEnough(task: Promise<unknown>): Promise<boolean> {
    const done = task.then(() => true);
    for (let silentMs = 0; silentMs < this.patienceMs && this.waitedMs < LONGEST_MS; silentMs += ASK_EVERY_MS) {
      this.waitedMs += ASK_EVERY_MS;
      if (await Promise.race([done, delay(ASK_EVERY_MS, false)])) return true;
      if (this.answered) silentMs = 0;
      this.answered = false;
      this.asking ??= this.ask();
    }
    return false;
  }

  private get patienceMs(): number {
    return this.shutdown.hurried.aborted ? HURRIED_PATIENCE_MS : PATIENCE_MS;
  }

  /** Whether it takes a write: a database whose disk is full still answers a question. */
  private async ask(): Promise<void> {
    await this.node.beat().then(
      () => (this.answered = true),
      () => undefined,
    );
    this.asking = null;
  }
}
