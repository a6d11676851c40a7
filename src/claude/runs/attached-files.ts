import { Injectable } from '@nestjs/common';

/** An image as the model takes it. */
export interface AttachedImage {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  /** In base64. */
  readonly data: string;
}

/** Files that a person sent with the task. */
export interface Attached {
  /** Where Claude may read them, besides the working tree. */
  readonly directory: string;
  readonly images: readonly AttachedImage[];
  /** Follows the task. */
  readonly notice: string;
}

/** What is attached to the jobs that run here. Every session of Claude that begins with the task is told of it. */
@Injectable()
export class AttachedFiles {
  private readonly jobs = new Map<string, Attached>();

  give(jobId: string, attached: Attached): void {
    this.jobs.set(jobId, attached);
  }

  take(jobId: string): void {
    this.jobs.delete(jobId);
  }

  /** null: nothing is. */
  of(jobId: string): Attached | null {
    return this.jobs.get(jobId) ?? null;
  }
}
