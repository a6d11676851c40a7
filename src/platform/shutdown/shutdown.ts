import { Injectable } from '@nestjs/common';

/** The fate of data that the server still held when it ended. */
export interface Remains {
  /** For the log, such as `2 messages of job <id>`. */
  readonly what: string;
  /** `kept`: on this disk, for the next start; `left`: in the store, for the next start or another node. */
  readonly fate: 'kept' | 'left' | 'lost';
}

/** Reports `what` as kept if `keep` succeeds; otherwise as lost, with the error. */
export function kept(what: string, keep: () => void): Remains {
  try {
    keep();
    return { what, fate: 'kept' };
  } catch (error) {
    return { what: `${what} (${String(error)})`, fate: 'lost' };
  }
}

/** The stop of this server: requested once, hurried by a second request. */
@Injectable()
export class Shutdown {
  private readonly beginning = new AbortController();
  private readonly hurrying = new AbortController();
  private readonly abandoning = new AbortController();
  private readonly closing = new AbortController();
  private readonly holders: (() => Remains | null)[] = [];

  /** Aborted when the server is to stop: nothing new starts, and runs look for a safe point. */
  get begun(): AbortSignal {
    return this.beginning.signal;
  }

  /** Aborted when the stop must no longer wait for anything that can be repeated after the next start. */
  get hurried(): AbortSignal {
    return this.hurrying.signal;
  }

  /** Aborted when the stop no longer waits for an unavailable store: what is not stored by then is kept on disk. */
  get abandoned(): AbortSignal {
    return this.abandoning.signal;
  }

  /** Aborted when all runs have ended and only closing is left, which takes seconds. */
  get closes(): AbortSignal {
    return this.closing.signal;
  }

  begin(): void {
    this.beginning.abort();
  }

  hurry(): void {
    this.hurrying.abort();
  }

  abandon(): void {
    this.abandoning.abort();
  }

  close(): void {
    this.closing.abort();
  }

  /**
   * Registers a function for data in memory that belongs in the store: it is called at the very end, keeps what is left, and
   * reports its fate; null: nothing was left. The process ends right after, so nothing can be awaited.
   */
  addHolder(holder: () => Remains | null): void {
    this.holders.push(holder);
  }

  /** The last step of a stop. @returns an empty list after an orderly stop. */
  keepAllUnsaved(): Remains[] {
    return this.holders.map((holder) => holder()).filter((remains) => remains !== null);
  }
}
