import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { answersIn, iterationOf, type MessagesBody, userTextOf } from './scripted-model.conversation.js';
import { Exchange } from './scripted-model.exchange.js';
import { says, type Turn } from './scripted-model.turns.js';

/** A request for an answer, as it arrived. */
export interface RecordedRequest {
  /** The marker whose script answered; null: the default answer. */
  readonly marker: string | null;
  readonly headers: IncomingMessage['headers'];
  readonly body: MessagesBody;
}

interface Waiter {
  readonly marker: string;
  readonly count: number;
  readonly resolve: () => void;
}

/**
 * A model on loopback that speaks the Messages API to the real Claude Code CLI and says what a script tells it.
 * A conversation is recognised by a marker in its prompt; which turn is due follows from the number of answers in it,
 * so that conversations may run side by side, be repeated and be resumed.
 */
export class ScriptedModel {
  /** Every request for an answer, in order of arrival. */
  readonly requests: RecordedRequest[] = [];
  /** Every request for the list of models, which costs nothing. */
  readonly listings: Pick<IncomingMessage, 'method' | 'headers'>[] = [];
  private readonly scripts = new Map<string, (body: MessagesBody) => readonly Turn[]>();
  private readonly attempts = new Map<string, number>();
  /** Everybody who waits for something that would never come once the model is closed. */
  private readonly hanging = new Set<() => void>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));
  private readonly refused = new Set<string>();
  private waiters: Waiter[] = [];
  private defaultTurn: Turn = says('Done.');

  private constructor() {}

  /** @param port 0: any free one. */
  static async start(port = 0): Promise<ScriptedModel> {
    const model = new ScriptedModel();
    await new Promise<void>((resolve, reject) => {
      model.server.once('error', reject);
      model.server.listen(port, '127.0.0.1', resolve);
    });
    return model;
  }

  /** Value for `ANTHROPIC_BASE_URL`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Variables that lead Claude Code here. */
  get variables(): Record<string, string> {
    return { ANTHROPIC_BASE_URL: this.url, ANTHROPIC_API_KEY: 'dummy' };
  }

  /** Answers conversations whose prompt contains `marker` with these turns, one after the other, and the default after the last. */
  script(marker: string, turns: readonly Turn[]): void {
    this.scripts.set(marker, () => turns);
  }

  /** The same for a ralph loop: the turns of each iteration, the first one first. */
  scriptIterations(marker: string, iterations: readonly (readonly Turn[])[]): void {
    this.scripts.set(marker, (body) => iterations[iterationOf(body) - 1] ?? []);
  }

  /** What everybody hears who has no script, or no turn left. */
  otherwise(turn: Turn): void {
    this.defaultTurn = turn;
  }

  requestsOf(marker: string): RecordedRequest[] {
    return this.requests.filter((request) => request.marker === marker);
  }

  /** From now on this credential is unknown to whoever asks which models there are. */
  refuse(credential: string): void {
    this.refused.add(credential);
  }

  /** Resolves once `count` requests of the marker's conversations have arrived. */
  whenRequested(marker: string, count = 1): Promise<void> {
    return new Promise((resolve) => {
      this.waiters.push({ marker, count, resolve });
      this.wakeWaiters();
    });
  }

  /** Ends what hangs, drops all connections and frees the port. */
  async close(): Promise<void> {
    for (const release of this.hanging) release();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that leaves in the middle is an ordinary event here.
    response.on('error', () => undefined);
    try {
      const raw = await text(request);
      const path = new URL(request.url ?? '/', this.url).pathname;
      if (path === '/v1/messages') await this.play(request, JSON.parse(raw) as MessagesBody, response);
      else if (path === '/v1/messages/count_tokens') sendJson(response, { input_tokens: Math.ceil(raw.length / 4) });
      else if (path === '/v1/models') this.listModels(request, response);
      else response.writeHead(request.method === 'HEAD' ? 200 : 404).end();
    } catch {
      response.destroy();
    }
  }

  /** As Anthropic does, at no cost: with a key, or a token that is not a subscription's. */
  private listModels({ headers, method }: IncomingMessage, response: ServerResponse): void {
    const credential = headers['x-api-key'] ?? headers.authorization?.replace(/^Bearer /, '');
    this.listings.push({ method: method ?? '', headers });
    if (typeof credential === 'string' && !this.refused.has(credential)) {
      return sendJson(response, { data: [{ type: 'model', id: 'claude-scripted' }], has_more: false });
    }
    const error = { type: 'authentication_error', message: 'invalid x-api-key' };
    sendJson(response, { type: 'error', error }, 401);
  }

  private async play(request: IncomingMessage, body: MessagesBody, response: ServerResponse): Promise<void> {
    const marker = this.markerOf(body);
    this.requests.push({ marker, headers: request.headers, body });
    this.wakeWaiters();
    const index = answersIn(body);
    const turn = (marker === null ? undefined : this.scripts.get(marker)?.(body)[index]) ?? this.defaultTurn;
    await turn(
      new Exchange(body, this.countAttempt(`${marker}#${iterationOf(body)}#${index}`), this.goneOf(response), response),
    );
  }

  private markerOf(body: MessagesBody): string | null {
    // The CLI tells of the branch and its latest commits before the prompt: another marker may stand there, so the last one counts.
    const said = userTextOf({ ...body, messages: body.messages.slice(0, 1) });
    const found = [...this.scripts.keys()].filter((marker) => said.includes(marker));
    return found.toSorted((a, b) => said.lastIndexOf(b) - said.lastIndexOf(a))[0] ?? null;
  }

  private countAttempt(key: string): number {
    const attempt = (this.attempts.get(key) ?? 0) + 1;
    this.attempts.set(key, attempt);
    return attempt;
  }

  private goneOf(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const release = (): void => {
        this.hanging.delete(release);
        resolve();
      };
      this.hanging.add(release);
      response.once('close', release);
    });
  }

  private wakeWaiters(): void {
    const isDue = (waiter: Waiter): boolean => this.requestsOf(waiter.marker).length >= waiter.count;
    const due = this.waiters.filter(isDue);
    this.waiters = this.waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve();
  }
}

function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
