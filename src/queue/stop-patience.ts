import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OwnNode } from '../nodes/own-node.js';

/** How long a stop waits for a store that takes nothing, once the grace of running jobs is over, in milliseconds. */
export const PATIENCE_MS = 5_000;
/** How often the store is asked meanwhile, in milliseconds. */
const ASK_EVERY_MS = 500;

/** How a stop waits for what is to be stored: without end while the store takes anything at all, else not for long. */
@Injectable()
export class StopPatience {
  private asking: Promise<void> | null = null;
  private answered = false;

  constructor(private readonly node: OwnNode) {}

  /**
   * Whether `task`, which must not reject, has come to its end; false: the store has taken nothing for PATIENCE_MS, and
   * the task goes on by itself. Time during which this process was frozen does not count.
   */
  async isEnough(task: Promise<unknown>): Promise<boolean> {
    const done = task.then(() => true);
    for (let silentMs = 0; silentMs < PATIENCE_MS; silentMs += ASK_EVERY_MS) {
      if (await Promise.race([done, delay(ASK_EVERY_MS, false)])) return true;
      if (this.answered) silentMs = 0;
      this.answered = false;
      this.asking ??= this.ask();
    }
    return false;
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
