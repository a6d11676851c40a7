import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from './api-client.js';

/** An event of a stream as its client sees it. */
export interface ReceivedEvent {
  readonly event: string;
  /** null: the event carried none. */
  readonly id: number | null;
  readonly data: EventData;
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
}

/** The parts of all kinds of events that tests look at. */
export interface EventData {
  readonly [key: string]: unknown;
  readonly id?: string;
  readonly seq?: number;
  readonly type?: string;
  readonly content?: string;
  readonly text?: string;
  readonly role?: string;
  readonly status?: string;
  readonly phase?: string | null;
}

/** A client of an event stream that has its connection in its own hands: it can pause, and break off at any moment. */
export class EventReader implements AsyncDisposable {
  readonly events: ReceivedEvent[] = [];
  /** The last id that was sent, with an event or alone; what a client would resume with. */
  lastId: number | null = null;
  /** Lines that are only there to keep the connection alive. */
  comments = 0;
  private rest = '';
  private wake: () => void = () => undefined;
  private readonly closed: Promise<void>;
  private isClosed = false;
  private fault: Error | null = null;

  private constructor(
    readonly response: IncomingMessage,
    private readonly check: (event: string, data: string) => void,
  ) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.take(text));
    response.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      response.once('close', () => {
        this.isClosed = true;
        this.wake();
        resolve();
      }),
    );
  }

  /** @throws Error unless the server answers with a stream. */
  static async open(api: ApiClient, path: string, headers: Record<string, string> = {}): Promise<EventReader> {
    const sent = request(new URL(path, api.url), {
      headers: { authorization: `Bearer ${api.secret}`, ...headers },
      agent: false,
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    // Whoever breaks off in the middle hears of it here.
    sent.on('error', () => undefined);
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(`the stream was refused with ${response.statusCode}`);
    }
    return new EventReader(response, (event, data) => api.described.checkEvent(path, event, data));
  }

  of(event: string): ReceivedEvent[] {
    return this.events.filter((received) => received.event === event);
  }

  get seqs(): number[] {
    return this.of('message').map(({ id }) => id ?? Number.NaN);
  }

  get ended(): boolean {
    return this.of('end').length > 0;
  }

  get open(): boolean {
    return !this.isClosed;
  }

  /** Resolves once an event is there that fits; one caller at a time. @throws Error when none comes within `ms`. */
  async until(fits: (event: ReceivedEvent) => boolean, ms = 30_000): Promise<ReceivedEvent> {
    const deadline = Date.now() + ms;
    for (;;) {
      if (this.fault) throw this.fault;
      const found = this.events.find(fits);
      if (found) return found;
      if (this.isClosed || Date.now() > deadline) {
        throw new Error(`no such event came: ${JSON.stringify(this.events.slice(-5))}`);
      }
      await this.news(deadline - Date.now());
    }
  }

  /** Resolves when the server has closed the stream. @throws Error when it does not within `ms`. */
  async untilClosed(ms = 60_000): Promise<void> {
    const late = new AbortController();
    const deadline = delay(ms, 'late', { signal: late.signal }).catch(() => 'closed');
    const outcome = await Promise.race([this.closed.then(() => 'closed'), deadline]);
    late.abort();
    if (outcome === 'late') throw new Error(`the stream stayed open: ${JSON.stringify(this.events.slice(-5))}`);
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  /** Breaks the connection off. */
  async cut(): Promise<void> {
    this.response.destroy();
    await this.closed;
    if (this.fault) throw this.fault;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cut();
  }

  private async news(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  private take(text: string): void {
    const blocks = `${this.rest}${text}`.split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.read(block.split('\n'));
    this.wake();
  }

  /** An event that is not described fails whoever waits for events or ends the reader. */
  private hold(event: string, data: string): void {
    try {
      this.check(event, data);
    } catch (error) {
      this.fault ??= error as Error;
    }
  }

  private read(lines: readonly string[]): void {
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const id = field('id');
    // That of `end` has more behind the seq.
    if (id !== undefined) this.lastId = Number.parseInt(id, 10);
    if (lines.some((line) => line.startsWith(':'))) this.comments += 1;
    const data = field('data');
    if (data === undefined) return;
    const event = field('event') ?? 'message';
    this.hold(event, data);
    this.events.push({
      event,
      id: id === undefined ? null : Number.parseInt(id, 10),
      data: JSON.parse(data) as EventData,
      at: performance.timeOrigin + performance.now(),
    });
  }
}
