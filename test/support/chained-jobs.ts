import type { ApiAnswer, JobBody, MessageBody } from './api-client.js';
import { Rig } from './rig.js';
import { says, type Turn, writes } from './scripted-model.turns.js';

/** A time before which no test ends. */
export const LATER = '2099-01-01T00:00:00Z';

export interface ChainedJob extends JobBody {
  readonly error_code: string | null;
  readonly follow_up_of: string | null;
  readonly root_job_id: string | null;
  readonly pr_state: string | null;
  readonly pr_number: number | null;
  readonly merged_at: string | null;
}

export interface Refusal {
  readonly error: string;
  readonly code: string;
}

/** Jobs and their follow-ups in one repository. */
export class ChainedJobs {
  private constructor(
    readonly rig: Rig,
    readonly clientId: string,
  ) {}

  static async start(): Promise<ChainedJobs> {
    const rig = await Rig.start();
    return new ChainedJobs(rig, (await rig.addRepository('acme/app')).clientId);
  }

  async get(id: string): Promise<ChainedJob> {
    return (await this.rig.api.get<ChainedJob>(`/jobs/${id}`)).body;
  }

  async ended(id: string): Promise<ChainedJob> {
    return (await this.rig.api.waitForEnd(id)) as ChainedJob;
  }

  post<T = { id: string }>(id: string, body: object, headers: Record<string, string> = {}): Promise<ApiAnswer<T>> {
    return this.rig.api.post<T>(`/jobs/${id}/follow-up`, body, headers);
  }

  /** A code job that writes a file. @param more what its session says when it is taken up again. */
  async root(marker: string, more: readonly Turn[] = []): Promise<ChainedJob> {
    this.rig.model.script(marker, [writes(`${marker}.txt`), says(`Wrote ${marker}.`), ...more]);
    const body = { clientId: this.clientId, prompt: `Do ${marker}`, branchName: `feature/${marker}` };
    return (await this.rig.run(body)) as ChainedJob;
  }

  /** A follow-up that has ended. */
  async follow(id: string, body: object): Promise<ChainedJob> {
    const { status, body: created } = await this.post(id, body);
    if (status !== 201) throw new Error(`The follow-up was refused: ${JSON.stringify(created)}`);
    return this.ended(created.id);
  }

  /** The server's words in the messages of a job. */
  async notesOf(id: string): Promise<string> {
    const { body } = await this.rig.api.get<{ messages: MessageBody[] }>(`/jobs/${id}/messages?type=system`);
    return body.messages.map(({ content }) => content).join('\n');
  }
}
