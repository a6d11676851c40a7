import { Injectable } from '@nestjs/common';

/** What the server still holds when it ends. */
export interface Remains {
  /** For the log, such as `2 messages of job <id>`. */
  readonly what: string;
  /** false: the next start, or another node, finds it. */
  readonly isLost: boolean;
}

/** The end of this server: asked for once, hurried by whoever asks again. */
@Injectable()
export class Shutdown {
  private readonly beginning = new AbortController();
  private readonly hurrying = new AbortController();
  private readonly abandoning = new AbortController();
  private readonly holders: (() => Remains | null)[] = [];

  /** Aborted when the server is to stop: nothing new is taken, and what runs looks for a point at which it can be left. */
  get begun(): AbortSignal {
    return this.beginning.signal;
  }

  /** Aborted when nothing may be waited for that can be done again after the next start. */
  get hurried(): AbortSignal {
    return this.hurrying.signal;
  }

  /** Aborted when the store is away and waited for no longer: what it has not taken by now is told of in the log. */
  get abandoned(): AbortSignal {
    return this.abandoning.signal;
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

  /** Whoever keeps in memory what belongs into the store tells by `holder`, at the very end, what it still has; null: nothing. */
  addHolder(holder: () => Remains | null): void {
    this.holders.push(holder);
  }

  /** Nothing, after an orderly stop. */
  get remains(): Remains[] {
    return this.holders.map((holder) => holder()).filter((remains) => remains !== null);
  }
}
