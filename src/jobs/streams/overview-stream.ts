import { type Reach, reaches } from '../../http/reach/reach.js';
import { Bell } from './bell.js';
import type { JobChange } from './change-log.js';
import type { EventStream } from './event-stream.js';
import { toPhase, toStatus } from './job-head.js';
import type { JobWatch, OnChange } from './job-watch.js';
import type { StreamSource } from './open-streams.js';

/** Most changed jobs that wait for a slow reader; beyond that it is cut off, and must load the list of jobs again. */
const MAX_PENDING = 10_000;

/** Streams the changes of all jobs that its reader reaches, from now on. A slow reader gets the latest state of a job, not every step. */
export class OverviewStream implements StreamSource {
  private readonly bell = new Bell();
  private readonly pending = new Map<string, JobChange>();
  private readonly onChange: OnChange = (change) => this.add(change);

  constructor(
    private readonly watch: JobWatch,
    /** null: everything. */
    private readonly reach: Reach | null,
  ) {}

  async open(): Promise<boolean> {
    await this.watch.listen(this.onChange);
    return true;
  }

  async run(stream: EventStream): Promise<void> {
    while (!stream.closed) {
      if (this.pending.size > MAX_PENDING) return stream.cut();
      for (const [id, change] of this.pending) {
        this.pending.delete(id);
        await send(stream, change);
      }
      await this.bell.wait();
    }
  }

  wake(): void {
    this.bell.ring();
  }

  release(): void {
    this.watch.unlisten(this.onChange);
  }

  private add({ head, status, phase }: JobChange): void {
    if (!reaches(this.reach, head.client_id)) return;
    const earlier = this.pending.get(head.id);
    this.pending.delete(head.id);
    const change = { head, status: status || earlier?.status === true, phase: phase || earlier?.phase === true };
    if (this.pending.size <= MAX_PENDING) this.pending.set(head.id, change);
    this.bell.ring();
  }
}

async function send(stream: EventStream, { head, status, phase }: JobChange): Promise<void> {
  if (status) await stream.send({ event: 'status', data: { id: head.id, ...toStatus(head) } });
  if (phase) await stream.send({ event: 'phase', data: { id: head.id, ...toPhase(head) } });
}
