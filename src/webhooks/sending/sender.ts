import { Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { request } from 'undici';
import { Redactor } from '../../platform/redaction/redactor.js';
import { headOf } from './answer-head.js';
import { AddressRefused, GuardedConnections } from './guarded-connections.js';
import { retryAfterOf } from './retry-after.js';

/** A request and its answer together may take this long, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** Of what a receiver answers, this much is shown, in characters. */
const SHOWN = 200;

/** A signed message to one endpoint. */
export interface Message {
  /** The event's: the same on every attempt. */
  readonly id: string;
  readonly url: string;
  /** What signs, the newest first. */
  readonly secrets: readonly string[];
  /** JSON. */
  readonly body: string;
}

/** How an attempt went. */
export interface Sent {
  readonly delivered: boolean;
  /** null: no answer came. */
  readonly responseStatus: number | null;
  /** Why it was not delivered, in a sentence; null: it was. */
  readonly error: string | null;
  readonly durationMs: number;
  /** When the receiver wants to be asked again, in seconds; null: it did not say. */
  readonly retryAfter: number | null;
}

/** Sends messages as Standard Webhooks 1.0 says. A redirect is a failure: whoever moves tells us the new URL. */
@Injectable()
export class Sender {
  constructor(
    private readonly connections: GuardedConnections,
    private readonly redactor: Redactor,
  ) {}

  /** Never throws: what went wrong is in the answer. `signal` ends the attempt early. */
  async send(message: Message, signal?: AbortSignal): Promise<Sent> {
    const begun = performance.now();
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    const sent = await this.attempt(message, signal ? AbortSignal.any([limit, signal]) : limit).catch(
      (error: unknown) => ({
        ...NO_ANSWER,
        error: limit.aborted ? `The receiver did not answer within ${TIMEOUT_MS / 1_000} s` : sentenceOf(error),
      }),
    );
    const error = sent.error === null ? null : this.redactor.redact(sent.error);
    return { ...sent, error, durationMs: Math.round(performance.now() - begun) };
  }

  private async attempt(message: Message, signal: AbortSignal): Promise<Omit<Sent, 'durationMs'>> {
    const { statusCode, headers, body } = await request(message.url, {
      method: 'POST',
      dispatcher: this.connections.agent,
      headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signed(message, new Date()) },
      body: message.body,
      signal,
    });
    const head = await headOf(body);
    const answered = { responseStatus: statusCode, retryAfter: retryAfterOf(headers['retry-after']) };
    if (statusCode >= 200 && statusCode < 300) return { ...answered, delivered: true, error: null };
    const moved = statusCode >= 300 && statusCode < 400 ? '; redirects are not followed' : '';
    // Redacted as a whole: half a secret would not be recognised.
    const shown = Array.from(this.redactor.redact(head)).slice(0, SHOWN).join('');
    const said = shown === '' ? '' : `: ${shown}`;
    return { ...answered, delivered: false, error: `The receiver answered ${statusCode}${moved}${said}` };
  }
}

const USER_AGENT = 'claude-code-orchestrator';
const NO_ANSWER = { delivered: false, responseStatus: null, retryAfter: null } as const;

/** The time is that of the attempt: receivers refuse what is older than minutes. */
function signed({ id, secrets, body }: Message, now: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  };
}

function sentenceOf(error: unknown): string {
  if (error instanceof AddressRefused) return `The receiver was not asked: ${error.message}`;
  const { code, message } = error as NodeJS.ErrnoException;
  return `The receiver cannot be reached: ${code ?? message}`;
}
