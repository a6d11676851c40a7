import type { Client, components } from '#client';

type Job = components['schemas']['JobDetail'];
type Message = components['schemas']['ReadableMessageEvent'];

const WIDTH = 100;

/** Prints what a job does while it does it, and answers the job as it ended. */
export async function follow(client: Client, id: string, print: (line: string) => void): Promise<Job> {
  for await (const { event, data } of client.followJob(id, { format: 'text' })) {
    if (event === 'message') for (const line of data.text.split('\n')) print(rowOf(data.role, line));
  }
  return client.get('/jobs/{id}', { params: { path: { id } } });
}

function rowOf(role: Message['role'], text: string): string {
  const short = text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
  return `  ${(role === 'tool' ? '' : role).padEnd(8)}${short}`;
}
