import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { JobWait } from '../../streams/job-wait.js';
import { type JobState, jobTag, tagsOfState } from './job-tag.js';
import { preferredWait } from './preferred-wait.js';

/** Lets callers that read a job wait for its next state instead of asking again and again. */
@Injectable()
export class JobPoll {
  constructor(private readonly wait: JobWait) {}

  /**
   * Waits as long as the request prefers to, while the job is in the state that its `If-None-Match` names.
   * false: it still is, and the response says so. @throws DomainError `not_found`.
   */
  async hasNews(id: string, { headers }: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const seconds = preferredWait(String(headers['prefer']));
    const known = headers['if-none-match'];
    if (seconds === null || known === undefined) return true;
    response.setHeader('Preference-Applied', `wait=${seconds}`);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const isNews = (state: JobState): boolean => tagsOfState(known, state).length === 0;
    const head = await this.wait.until(id, isNews, { ms: seconds * 1_000, signal: gone.signal });
    if (head === null || isNews(head)) return true;
    response.setHeader('ETag', tagsOfState(known, head)[0] ?? '');
    response.statusCode = 304;
    return false;
  }

  /** Waits as long as the request prefers to for the end of a job, if it prefers to. @throws DomainError `not_found`. */
  async untilEnd(id: string, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const seconds = preferredWait(String(headers['prefer']));
    if (seconds === null) return;
    response.setHeader('Preference-Applied', `wait=${seconds}`);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await this.wait.until(id, ({ ended }) => ended, { ms: seconds * 1_000, signal: gone.signal });
  }

  /** Names what is answered, so that the same need not be sent again. */
  tag(job: JobState, response: ServerResponse): void {
    response.setHeader('ETag', jobTag(job, JSON.stringify(job)));
  }
}
