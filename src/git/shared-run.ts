import { abortable } from './retry.js';

/** One run of a task that several callers wait for. It is aborted when the last of them has given up. */
export class SharedRun<T> {
  private readonly controller = new AbortController();
  private readonly result: Promise<T>;
  private waiting = 0;

  constructor(task: (signal: AbortSignal) => Promise<T>) {
    this.result = task(this.controller.signal);
    // Each caller hears of a failure through `join`; one that nobody waits for any more is nobody's business.
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
