import { Injectable } from '@nestjs/common';

/** What became of something that the server still held when it ended. */
export interface Remains {
  /** For the log, such as `2 messages of job <id>`. */
  readonly what: string;
  /** `kept`: on this disk, for the next start; `left`: in the store, for the next start or another node. */
  readonly fate: 'kept' | 'left' | 'lost';
}

/** Tells that `what` is kept by `keep`, or lost, and by which fault, when that throws. */
export function kept(what: string, keep: () => void): Remains {
  try {
    keep();
    return { what, fate: 'kept' };
  } catch (error) {
    return { what: `${what} (${String(error)})`, fate: 'lost' };
  }
}

/** The end of this server: asked for once, hurried by whoever asks again. */
@Injectable()
export class Shutdown {
  private readonly beginning = new AbortController();
  private readonly hurrying = new AbortController();
  private readonly abandoning = new AbortController();
  private readonly closing = new AbortController();
  private readonly holders: (() => Remains | null)[] = [];

  /** Aborted when the server is to stop: nothing new is taken, and what runs looks for a point at which it can be left. */
  get begun(): AbortSignal {
    return this.beginning.signal;
  }

  /** Aborted when nothing may be waited for that can be done again after the next start. */
  get hurried(): AbortSignal {
    return this.hurrying.signal;
  }

  /** Aborted when the store is away and waited for no longer: what it has not taken by then is put away. */
  get abandoned(): AbortSignal {
    return this.abandoning.signal;
  }

  /** Aborted when all runs have ended and nothing is left but to close: that takes seconds. */
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
   * Whoever has in memory what belongs into the store puts away by `holder`, at the very end, what it still has, and tells
   * what became of it; null: it has nothing. The process ends right after: nothing can be awaited.
   */
  addHolder(holder: () => Remains | null): void {
    this.holders.push(holder);
  }

  /** The last thing that is done. @returns nothing, after an orderly stop. */
  putAllAway(): Remains[] {
    return this.holders.map((holder) => holder()).filter((remains) => remains !== null);
  }
}
