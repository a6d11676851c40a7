import { Injectable } from '@nestjs/common';
import { AttachedFiles } from '../../claude/runs/attached-files.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobFailure } from '../../platform/errors/job-failure.js';
import { Vault, VaultError } from '../../platform/vault/vault.js';
import { PlacedFiles } from '../../sandbox/directories/placed-files.js';
import type { Job, SealedAttachment } from '../records/job.js';
import { type Attachment, type SentAttachment, toAttachment } from './attachment.js';
import { noticeOf } from './attachment-notice.js';
import { imageOf } from './image.js';
import { JobAttachmentRepository } from './job-attachment.repository.js';

const DIRECTORY = 'attachments';

type OfJob = Pick<Job, 'id' | 'attachments'>;

/** The files that callers attached to jobs: sealed in the store, and placed beside the tree while a job runs. */
@Injectable()
export class JobAttachments {
  constructor(
    private readonly vault: Vault,
    private readonly rows: JobAttachmentRepository,
    private readonly files: PlacedFiles,
    private readonly attached: AttachedFiles,
  ) {}

  /** The files as the store keeps them. @throws DomainError `conflict` when there are some and this server has no key. */
  accept(jobId: string, sent: readonly SentAttachment[]): SealedAttachment[] {
    if (sent.length > 0) this.vault.assertCanSeal('attachments');
    return sent.map((each) => this.seal(jobId, toAttachment(each)));
  }

  /** The same for a retry, which has those of its original. @throws DomainError `conflict` when they cannot be read. */
  async inherit(jobId: string, original: OfJob): Promise<SealedAttachment[]> {
    if (original.attachments.length === 0) return [];
    try {
      return (await this.open(original.id)).map((each) => this.seal(jobId, each));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      const sentence = `The attachments of the job cannot be read: ${error.message}`;
      throw new DomainError('conflict', 'encryption_key_required', sentence, [], { cause: error });
    }
  }

  /** Places them where the job can read them, before it runs here. @throws JobFailure when they cannot be read. */
  async prepare(job: OfJob): Promise<void> {
    if (job.attachments.length === 0) return;
    const all = await this.open(job.id).catch((error: unknown) => {
      if (!(error instanceof VaultError)) throw error;
      throw new JobFailure(`The attachments of the job cannot be read on this server: ${error.message}.`, {
        cause: error,
      });
    });
    const directory = await this.files.place(job.id, DIRECTORY, all);
    const images = all.flatMap((each) => imageOf(each) ?? []);
    this.attached.give(job.id, { directory, images, notice: noticeOf(directory, all) });
  }

  /** To be called when a run has ended. */
  forget(jobId: string): void {
    this.attached.take(jobId);
  }

  private async open(jobId: string): Promise<Attachment[]> {
    return (await this.rows.ofJob(jobId)).map(({ name, content_type, sealed }) => {
      const content = this.vault.open(sealed, labelOf(jobId, name));
      return { name, content_type, bytes: content.length, content };
    });
  }

  private seal(jobId: string, { name, content_type, content }: Attachment): SealedAttachment {
    return { name, content_type, sealed: this.vault.seal(content, labelOf(jobId, name)) };
  }
}

function labelOf(jobId: string, name: string): string {
  return `attachment ${name} of job ${jobId}`;
}
