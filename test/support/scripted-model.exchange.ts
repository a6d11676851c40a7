import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { answersIn, type MessagesBody } from './scripted-model.conversation.js';

/** One piece of an answer. */
export type AnswerBlock =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly name: string; readonly input: Readonly<Record<string, unknown>> };

export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_input_tokens?: number;
  readonly cache_creation_input_tokens?: number;
}

const DEFAULT_USAGE: Usage = { input_tokens: 100, output_tokens: 20 };
/** Characters of text or of a tool's input that travel in one delta. */
const DELTA_LENGTH = 16_384;

type WireBlock = AnswerBlock & { readonly id?: string };

/** One request for an answer, and the ways to give it. Every turn of a script is played on one of these. */
export class Exchange {
  private readonly messageId = `msg_${randomUUID().replaceAll('-', '')}`;
  private readonly requestId = `req_${randomUUID().replaceAll('-', '')}`;

  /**
   * @param attempt 1-based: how often this very turn of this script has been asked for, repetitions by the client included.
   * @param closed resolves when the client went away or the model is being closed.
   */
  constructor(
    readonly body: MessagesBody,
    readonly attempt: number,
    readonly closed: Promise<void>,
    private readonly response: ServerResponse,
  ) {}

  get turn(): number {
    return answersIn(this.body);
  }

  /** The connection it came by: the client's port and ours; null: it is gone. */
  get connection(): { readonly clientPort: number; readonly serverPort: number } | null {
    const { remotePort, localPort } = this.response.socket ?? {};
    return remotePort && localPort ? { clientPort: remotePort, serverPort: localPort } : null;
  }

  /** After an answer was given: waits for its last byte to leave. @returns false when the client had gone before. */
  async whenTaken(): Promise<boolean> {
    if (!this.response.writableFinished) await Promise.race([once(this.response, 'finish'), this.closed]);
    return this.response.writableFinished;
  }

  /** Gives a whole answer in the form the client asked for, streamed or in one piece. */
  async answer(blocks: readonly AnswerBlock[], options: AnswerOptions = {}): Promise<void> {
    const usage = { ...DEFAULT_USAGE, ...options.usage };
    const wire = blocks.map(withToolId);
    const stopReason =
      options.stopReason ?? (wire.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn');
    if (!this.body.stream) {
      return this.json(200, { ...this.message(usage), content: wire, stop_reason: stopReason }, options.headers);
    }
    await this.startStream(usage, options.headers);
    for (const [index, block] of wire.entries()) await this.streamBlock(index, block, options);
    await this.event('message_delta', { delta: { stop_reason: stopReason, stop_sequence: null }, usage });
    await this.event('message_stop', {});
    this.response.end();
  }

  /** Sends headers, the start of the message and the first words of a text, and leaves the stream open. */
  async startAnswer(text: string): Promise<void> {
    await this.startStream(DEFAULT_USAGE);
    await this.event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
    await this.event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } });
  }

  /** Refuses the request in the way of the Messages API. */
  fail(status: number, type: string, message: string, headers: Readonly<Record<string, string>> = {}): void {
    this.json(status, { type: 'error', error: { type, message }, request_id: this.requestId }, headers);
  }

  /** Breaks the connection without another word. */
  cut(): void {
    this.response.destroy();
  }

  private json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
    this.response.writeHead(status, { 'content-type': 'application/json', 'request-id': this.requestId, ...headers });
    this.response.end(JSON.stringify(body));
  }

  private message(usage: Usage): Record<string, unknown> {
    const { model } = this.body;
    const empty = { content: [], stop_reason: null, stop_sequence: null };
    return { id: this.messageId, type: 'message', role: 'assistant', model, ...empty, usage };
  }

  private async startStream(usage: Usage, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    this.response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': this.requestId, ...headers });
    // As in the real service, the count of output tokens becomes true only with message_delta.
    await this.event('message_start', { message: this.message({ ...usage, output_tokens: 1 }) });
  }

  private async streamBlock(index: number, block: WireBlock, options: AnswerOptions): Promise<void> {
    const isText = block.type === 'text';
    const start = isText ? { ...block, text: '' } : { ...block, input: {} };
    await this.event('content_block_start', { index, content_block: start });
    for (const piece of pieces(
      isText ? block.text : JSON.stringify(block.input),
      options.deltaLength ?? DELTA_LENGTH,
    )) {
      const delta = isText ? { type: 'text_delta', text: piece } : { type: 'input_json_delta', partial_json: piece };
      await options.beforeDelta?.(this);
      await this.event('content_block_delta', { index, delta });
    }
    await this.event('content_block_stop', { index });
  }

  /** Waits for the socket when it is full, so that a huge answer does not pile up in memory. */
  private async event(type: string, data: Record<string, unknown>): Promise<void> {
    if (this.response.destroyed) return;
    const written = this.response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
    if (!written) await Promise.race([once(this.response, 'drain'), this.closed]);
  }
}

export interface AnswerOptions {
  readonly usage?: Partial<Usage>;
  readonly stopReason?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Characters per delta. */
  readonly deltaLength?: number;
  /** Awaited before each delta: the place for pauses. */
  readonly beforeDelta?: (exchange: Exchange) => Promise<void>;
}

function withToolId(block: AnswerBlock): WireBlock {
  return block.type === 'tool_use' ? { ...block, id: `toolu_${randomUUID().replaceAll('-', '')}` } : block;
}

function pieces(text: string, length: number): string[] {
  const count = Math.max(1, Math.ceil(text.length / length));
  return Array.from({ length: count }, (_, index) => text.slice(index * length, (index + 1) * length));
}
