import type { Response } from 'express';

/** Below the 16 seconds after which impatient proxies cut an idle connection. */
const HEARTBEAT_MS = 15_000;
/** A reader that takes nothing for so long is cut off: it can go on later where it was, and its place is needed. */
const STALL_MS = 300_000;
/** Clients wait this long before they reconnect, at least and at most, in milliseconds: not all at the same time. */
const RETRY_MS = { min: 1_000, max: 3_000 };

export interface SentEvent {
  readonly event: string;
  readonly data: unknown;
  /** Only of what a client can resume at; an event without one leaves the client's last id as it is. */
  readonly id?: number;
}

/**
 * An answer as Server-Sent Events. Whoever sends waits until the client's connection has taken it, so that a slow
 * reader costs one event of memory. Opening sends the headers: from there on nothing can be refused any more.
 */
export class EventStream {
  private readonly heartbeat: NodeJS.Timeout;
  private over = false;
  private onOver: () => void = () => undefined;

  constructor(private readonly response: Response) {
    response.status(200).set({
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

  /** Nothing can be sent any more: the client has gone, or the stream was ended. */
  get closed(): boolean {
    return this.over;
  }

  /** Calls back once, when the stream is closed. */
  whenClosed(callback: () => void): void {
    if (this.over) callback();
    else this.onOver = callback;
  }

  /** Resolves when there is room for the next one, or the stream is closed. */
  async send({ event, data, id }: SentEvent): Promise<void> {
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    await this.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Moves the client's last id on without an event, past what it is not shown. */
  async advance(id: number): Promise<void> {
    await this.write(`id: ${id}\n\n`);
  }

  /** Closes the stream; what has been sent still arrives. */
  end(): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.heartbeat);
    this.response.end();
    this.onOver();
  }

  /** Drops the connection, with whatever is still on its way. */
  cut(): void {
    this.end();
    this.response.destroy();
  }

  /** Ends the stream and resolves when its last byte has left; drops it when that takes longer than `patienceMs`. */
  async finish(patienceMs = STALL_MS): Promise<void> {
    this.end();
    if (!(await this.until('close', patienceMs))) this.cut();
  }

  private async write(text: string): Promise<void> {
    if (this.over || this.response.write(text)) return;
    if (!(await this.until('drain', STALL_MS))) this.cut();
  }

  private beat(): void {
    // A connection that takes nothing shows that it lives by other means, or not at all.
    if (!this.response.writableNeedDrain) this.response.write(': still here\n\n');
  }

  /** false: neither that nor the end of the connection came within `ms`. */
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
