import { Injectable } from '@nestjs/common';

/** The end of this server: asked for once, hurried by whoever asks again. */
@Injectable()
export class Shutdown {
  private readonly beginning = new AbortController();
  private readonly hurrying = new AbortController();

  /** Aborted when the server is to stop: nothing new is taken, and what runs looks for a point at which it can be left. */
  get begun(): AbortSignal {
    return this.beginning.signal;
  }

  /** Aborted when nothing may be waited for that can be done again after the next start. */
  get hurried(): AbortSignal {
    return this.hurrying.signal;
  }

  begin(): void {
    this.beginning.abort();
  }

  hurry(): void {
    this.hurrying.abort();
  }
}
