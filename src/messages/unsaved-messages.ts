import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../config/env.js';
import { JOB_MESSAGE_TYPES } from '../events/job-events.js';
import { UnsavedFile } from '../store/unsaved-file.js';
import { batchLength } from './batch.js';
import type { PendingMessage, UnsavedMessage } from './message.js';
import { MessageRepository } from './message.repository.js';

/** The words of runs that outlive their server because the store was away at its end. They are redacted already. */
@Injectable()
export class UnsavedMessages {
  private readonly logger = new Logger(UnsavedMessages.name);
  private readonly file: UnsavedFile<UnsavedMessage>;

  constructor(
    env: Env,
    private readonly messages: MessageRepository,
  ) {
    this.file = new UnsavedFile(env.DATA_DIR, 'messages', isUnsavedMessage);
  }

  /** Synchronous. @throws the system's error; nothing is kept then. */
  keep(messages: readonly UnsavedMessage[]): void {
    this.file.keep(messages);
  }

  /**
   * To be called before anything is taken back or claimed: what was said is stored while its claim still holds. What
   * another node's claim has made void meanwhile is dropped, as the same words would have been while the run lived.
   */
  async restore(): Promise<void> {
    await this.file.giveTo(async (all) => {
      for (const said of byClaim(all)) await this.append(said);
    });
  }

  private async append(said: readonly UnsavedMessage[]): Promise<void> {
    const [{ job_id, lease_token } = { job_id: '', lease_token: 0 }] = said;
    for (let rest = said.map(toPending); rest.length > 0; rest = rest.slice(batchLength(rest))) {
      if (await this.messages.append(job_id, lease_token, rest.slice(0, batchLength(rest)))) continue;
      this.logger.warn(
        `job ${job_id}: it was taken up elsewhere; ${rest.length} messages of its former run are dropped`,
      );
      return;
    }
    this.logger.log(`job ${job_id}: ${said.length} messages from before the last stop are stored`);
  }
}

function byClaim(messages: readonly UnsavedMessage[]): Iterable<UnsavedMessage[]> {
  const claims = new Map<string, UnsavedMessage[]>();
  for (const message of messages) {
    const key = `${message.job_id}#${message.lease_token}`;
    const said = claims.get(key);
    if (said) said.push(message);
    else claims.set(key, [message]);
  }
  return claims.values();
}

function toPending({ id, type, content, iteration_number, created_at }: UnsavedMessage): PendingMessage {
  return { id, type, content, iteration_number, created_at };
}

function isUnsavedMessage(value: unknown): value is UnsavedMessage {
  const { job_id, lease_token, id, type, content, iteration_number, created_at } = (value ?? {}) as UnsavedMessage;
  return (
    [job_id, id, content, created_at].every((text) => typeof text === 'string') &&
    Number.isInteger(lease_token) &&
    (iteration_number === null || Number.isInteger(iteration_number)) &&
    JOB_MESSAGE_TYPES.includes(type)
  );
}
