import type { ServerResponse } from 'node:http';

/** Less than the 16 seconds after which impatient proxies cut an idle connection. */
const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for this long is cut off: it can resume later, and others need its slot. */
const STALL_MS = 300_000;
/** Range of the delay before a client reconnects, in milliseconds: spreads reconnections over time. */
const RETRY_MS = { min: 1_000, max: 3_000 };

export interface SentEvent {
  readonly event: string;
  readonly data: unknown;
  /** Only for events at which a client can resume; an event without an id leaves the client's last id unchanged. */
  readonly id?: number | string;
}

/**
 * A response of Server-Sent Events. Sending waits until the client's connection has taken the event, so a slow reader costs one
 * event of memory. Opening sends the headers; after that nothing can be refused any more.
 */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout;
  private over = false;
  private onOver: () => void = () => undefined;

  constructor(private readonly response: ServerResponse) {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    response.socket?.setKeepAlive(true, HEARTBEAT_MS);
    response.on('error', () => this.end());
    response.once('close', () => this.end());
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    const retry = RETRY_MS.min + Math.floor(Math.random() * (RETRY_MS.max - RETRY_MS.min));
    response.write(`retry: ${retry}\n\n`);
  }

  /** Whether the client has disconnected or the stream was ended. */
  get closed(): boolean {
    return this.over;
  }

  /** Calls back once, when the stream is closed. */
  whenClosed(callback: () => void): void {
    if (this.over) callback();
    else this.onOver = callback;
  }

  /** Resolves when there is room for the next event, or the stream is closed. */
  async send({ event, data, id }: SentEvent): Promise<void> {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    await this.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Advances the client's last id without an event, past messages that it is not shown. */
  async advance(id: number): Promise<void> {
    await this.write(`id: ${id}\n\n`);
  }

  /** Closes the stream; events already sent still arrive. */
  end(): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.heartbeat);
    this.response.end();
    this.onOver();
  }

  /** Drops the connection, including data still on its way. */
  cut(): void {
    this.end();
    this.response.destroy();
  }

  /** Ends the stream and resolves when its last byte was sent; cuts it if that takes longer than `patienceMs`. */
  async finish(patienceMs = STALL_MS): Promise<void> {
    this.end();
    if (!(await this.until('close', patienceMs))) this.cut();
  }

  private async write(text: string): Promise<void> {
    if (this.over || this.response.write(text)) return;
    if (!(await this.until('drain', STALL_MS))) this.cut();
  }

  private beat(): void {
    // Pointless while the connection is not taking data.
    if (!this.response.writableNeedDrain) this.response.write(': still here\n\n');
  }

  /** false: neither the event nor the end of the connection came within `ms`. */
  private until(event: 'drain' | 'close', ms: number): Promise<boolean> {
    const { response } = this;
    if (response.closed || response.destroyed) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (came: boolean): void => {
        clearTimeout(timer);
        response.off(event, arrived).off('close', arrived);
        resolve(came);
      };
      const arrived = (): void => settle(true);
      const timer = setTimeout(() => settle(false), ms);
      response.on(event, arrived).on('close', arrived);
    });
  }
}
