import { abortable } from '../commands/retry.js';

/** One run of a task that several callers wait for. It is aborted when the last caller has given up. */
export class SharedRun<T> {
  private readonly controller = new AbortController();
  private readonly result: Promise<T>;
  private waiting = 0;

  constructor(task: (signal: AbortSignal) => Promise<T>) {
    this.result = task(this.controller.signal);
    // Callers learn of a failure through `join`; a failure that nobody waits for any more is ignored.
    this.result.catch(() => undefined);
  }

  get abandoned(): boolean {
    return this.controller.signal.aborted;
  }

  async join(signal: AbortSignal): Promise<T> {
    this.waiting += 1;
    try {
      return await abortable(this.result, signal);
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0) this.controller.abort();
    }
  }
}
