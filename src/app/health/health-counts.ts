import { Injectable } from '@nestjs/common';
import { Authenticator } from '../../http/access/authenticator.js';
import type { Caller } from '../../http/access/caller.js';
import { type QueueCounts, QueueService } from '../../queue/queue.service.js';

/** How many jobs there are, for those who may know. */
@Injectable()
export class HealthCounts {
  constructor(
    private readonly queue: QueueService,
    private readonly authenticator: Authenticator,
  ) {}

  /**
   * Who is bound to clients hears of their jobs. For that to mean something, the numbers of all jobs are not for everybody while there
   * are such keys. @param caller null: unknown, as anybody may ask. @throws Error when the numbers are not for the caller.
   */
  async for(caller: Caller | null): Promise<QueueCounts> {
    if (caller !== null) return this.queue.counts(caller.clientIds);
    if (await this.authenticator.hasBoundKeys()) throw new Error('the number of jobs is not for everybody');
    return this.queue.counts(null);
  }
}
