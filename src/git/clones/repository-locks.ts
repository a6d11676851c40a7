import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Injectable } from '@nestjs/common';
import { acquireLockFile } from './lock-file.js';
import { abortable } from '../commands/retry.js';

/** Allows one ref-changing operation at a time on a bare clone, in this process and across processes that share the directory. */
@Injectable()
export class RepositoryLocks {
  private readonly tails = new Map<string, Promise<void>>();

  /** Tasks for one path run in the order of their calls. @throws the signal's reason when it is aborted while waiting. */
  async run<T>(barePath: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(barePath) ?? Promise.resolve();
    const mine = abortable(before, signal).then(() => this.lockedBetweenProcesses(barePath, signal, task));
    // The next caller waits for this task and, if this one was aborted, still for those before it.
    const ended = mine.then(ignore, ignore);
    this.append(
      barePath,
      before.then(() => ended),
    );
    return mine;
  }

  private append(barePath: string, tail: Promise<void>): void {
    this.tails.set(barePath, tail);
    void tail.finally(() => {
      if (this.tails.get(barePath) === tail) this.tails.delete(barePath);
    });
  }

  private async lockedBetweenProcesses<T>(barePath: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    await mkdir(dirname(barePath), { recursive: true });
    const lock = await acquireLockFile(`${barePath}.lock`, signal);
    try {
      return await task();
    } finally {
      await lock.release();
    }
  }
}

function ignore(): void {
  // how a task ended concerns only its caller
}
