import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient, JobBody, MessageBody } from '../test/support/api-client.js';
import { narrate } from './narrator.js';

const POLL_MS = 100;

interface MessagePage {
  readonly messages: readonly MessageBody[];
}

/** Prints what a job does while it does it, and answers the job as it ended. */
export async function follow(api: ApiClient, id: string, print: (line: string) => void): Promise<JobBody> {
  let after = 0;
  for (;;) {
    // The job is read before its messages: all of them are stored when it has ended.
    const { body: job } = await api.get<JobBody>(`/jobs/${id}`);
    const { body: page } = await api.get<MessagePage>(`/jobs/${id}/messages?after=${after}`);
    for (const line of page.messages.flatMap(narrate)) print(line);
    after = page.messages.at(-1)?.seq ?? after;
    if (job.status !== 'queued' && job.status !== 'running') return job;
    await delay(POLL_MS);
  }
}
