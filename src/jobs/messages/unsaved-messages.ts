import { Injectable, Logger } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { JOB_MESSAGE_TYPES } from '../../platform/events/job-events.js';
import { UnsavedFile } from '../../platform/shutdown/unsaved-file.js';
import { batchLength } from './batch.js';
import type { PendingMessage, UnsavedMessage } from './message.js';
import { MessageRepository } from './message.repository.js';

/** Messages kept on disk because the store was unavailable when their server ended. They are already redacted. */
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

  /** Synchronous. @throws the system's error; then nothing is kept. */
  keep(messages: readonly UnsavedMessage[]): void {
    this.file.keep(messages);
  }

  /**
   * To be called before jobs are reclaimed or claimed, so that messages are stored while their claims still hold. Messages whose
   * claim has been replaced by another node's are dropped, as they would have been during the run.
   */
  async restore(): Promise<void> {
    await this.file.passTo(async (all) => {
      for (const said of byClaim(all)) await this.append(said);
    });
  }

  private async append(said: readonly UnsavedMessage[]): Promise<void> {
    const [{ job_id, lease_token } = { job_id: '', lease_token: 0 }] = said;
    for (let rest = said.map(toPending); rest.length > 0; rest = rest.slice(batchLength(rest))) {
      if (await this.messages.append(job_id, lease_token, rest.slice(0, batchLength(rest)))) continue;
      this.logger.warn(`job ${job_id}: claimed elsewhere, dropping ${rest.length} messages of its former run`);
      return;
    }
    this.logger.log(`job ${job_id}: stored ${said.length} messages from before the last stop`);
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
