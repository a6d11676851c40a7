import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { OwnNode } from '../nodes/own-node.js';

/** How long a stop waits for a store that accepts nothing, once the grace of running jobs is over, in milliseconds. */
const PATIENCE_MS = 5_000;
/** The same when the stop is hurried. */
const HURRIED_PATIENCE_MS = 2_500;
/** How long it waits for a store that accepts writes, in milliseconds: what is kept for the next start is not lost. */
const LONGEST_MS = 15_000;
/** How often the store is tried during the wait, in milliseconds. */
const ASK_EVERY_MS = 500;

/**
 * How a stop waits for writes to the store: a few seconds if the store accepts nothing, and longer if it does, when a single
 * call may still hang for a minute on a dead connection.
 */
@Injectable()
export class StopPatience {
  private asking: Promise<void> | null = null;
  private answered = false;
  /** Total over all tasks. */
  private waitedMs = 0;

  constructor(
    private readonly node: OwnNode,
    private readonly shutdown: Shutdown,
  ) {}

  /**
   * Whether `task`, which must not reject, has ended. false: the wait was long enough, and the task continues by itself. Time in
   * which this process was frozen does not count.
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

  /** Tries a write: a database with a full disk still answers reads. */
  private async ask(): Promise<void> {
    await this.node.beat().then(
      () => (this.answered = true),
      () => undefined,
    );
    this.asking = null;
  }
}
