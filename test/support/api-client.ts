import { setTimeout as delay } from 'node:timers/promises';
import { DescribedAnswers } from './described-answers.js';
import type { JobMessageType } from '../../src/platform/events/job-events.js';

/** Seconds that the server may hold a read back while the job's state stays as it is; what a test waits for may be another field. */
const WAIT_SECONDS = 1;
/** Pause before a read is tried again that the server could not answer, in milliseconds. */
const PAUSE_MS = 50;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface ApiAnswer<Body = { readonly [key: string]: Json }> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed body, taken to have the shape the caller expects. */
  readonly body: Body;
}

/** The parts of a job that tests and the demo look at. */
export interface JobBody {
  readonly id: string;
  readonly status: string;
  readonly phase: string | null;
  readonly awaiting_input_since: string | null;
  readonly branch_name: string;
  readonly pr_url: string | null;
  readonly error: string | null;
  readonly attempt: number;
  readonly lease_owner: string | null;
  readonly wait_reason: string | null;
  readonly wait_message: string | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
  readonly plan: string | null;
  readonly plan_approved_at: string | null;
  readonly session_id: string | null;
  readonly head_sha: string | null;
  readonly result_summary: string | null;
  readonly last_answer: string | null;
  readonly num_turns: number | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly duration_ms: number | null;
  readonly total_cost_usd: number | null;
  readonly original_job_id: string | null;
  readonly completion_reason: string | null;
  readonly current_iteration: number | null;
  readonly total_iterations: number | null;
  readonly messages?: readonly MessageBody[];
}

export interface MessageBody {
  readonly seq: number;
  readonly type: JobMessageType;
  readonly content: string;
  readonly iteration_number: number | null;
}

/** What a PM tool does with the API: requests with the bearer token, and polling. Every answer must be as openapi.json says. */
export class ApiClient {
  constructor(
    readonly url: string,
    readonly secret: string,
    readonly described = DescribedAnswers.committed(false),
  ) {}

  get<T = ApiAnswer['body']>(path: string): Promise<ApiAnswer<T>> {
    return this.request<T>('GET', path);
  }

  post<T = ApiAnswer['body']>(path: string, body?: unknown, headers: Record<string, string> = {}) {
    return this.request<T>('POST', path, body, headers);
  }

  async request<T = ApiAnswer['body']>(
    method: string,
    path: string,
    content?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<T>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.secret}`,
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: typeof content === 'string' ? content : JSON.stringify(content) }),
    });
    const text = await response.text();
    this.described.check({ method, path, status: response.status, headers: response.headers, text });
    const isText = response.headers.get('content-type')?.startsWith('text/plain') === true;
    const body: unknown = isText ? text : JSON.parse(text === '' ? '{}' : text);
    return { status: response.status, headers: response.headers, body: body as T };
  }

  /**
   * Reads a job until `isDone`, and lets the server say when its state changes, as a tool should: reading it again and again costs
   * the machine an eighth of a suite. Fails with the job's last state when that takes too long.
   */
  async waitForJob(id: string, isDone: (job: JobBody) => boolean, timeoutMs = 120_000): Promise<JobBody> {
    const deadline = Date.now() + timeoutMs;
    let last: unknown = null;
    for (let waiting: Record<string, string> = {}; ;) {
      const { status, headers, body } = await this.request<JobBody>('GET', `/jobs/${id}`, undefined, waiting);
      const known = status === 304 ? null : headers.get('etag');
      waiting = known === null ? {} : { prefer: `wait=${WAIT_SECONDS}`, 'if-none-match': known };
      if (status !== 304) last = body;
      if (status !== 304 && isDone(body)) return body;
      if (status >= 500) await delay(PAUSE_MS);
      if (Date.now() > deadline) throw new Error(`job did not get there in time: ${JSON.stringify(last)}`);
    }
  }

  waitForEnd(id: string, timeoutMs?: number): Promise<JobBody> {
    return this.waitForJob(id, (job) => !['queued', 'running'].includes(job.status), timeoutMs);
  }
}
