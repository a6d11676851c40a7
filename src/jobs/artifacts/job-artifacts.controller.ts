import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Concerns } from '../../http/reach/concerns.js';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { LargeAnswer } from '../../http/limits/large-answer.js';
import { fromCursor, toCursor } from '../../http/paging/cursor.js';
import { PageQuery } from '../../http/paging/page.query.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { JobRepository } from '../records/job.repository.js';
import { type Artifact, isArtifactName } from './artifact.js';
import { ArtifactListAnswer } from './dto/artifact.answers.js';
import { JobArtifactRepository, type StoredArtifact } from './job-artifact.repository.js';

/** What is in memory of a file that is on its way, in bytes. */
const CONTENT_BYTES = 4_000_000;
/** How long a reader may take to take a file, in milliseconds. */
const TAKE_MS = 300_000;

/** The files that a job left for people. They are a job's words: to be saved, never to be shown or run by a browser. */
@Scope('read')
@Concerns({ id: 'job' })
@Controller('jobs/:id/artifacts')
export class JobArtifactsController {
  constructor(
    private readonly jobs: JobRepository,
    private readonly artifacts: JobArtifactRepository,
  ) {}

  @Describe({
    id: 'listArtifacts',
    summary: 'Lists the files that the job left for people',
    answer: ArtifactListAnswer,
  })
  @Get()
  async list(
    @Param('id', IdPipe) id: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<{ artifacts: Artifact[]; next_cursor: string | null }> {
    await this.jobs.assertExists(id);
    const after = cursor === undefined ? 0 : Number(fromCursor(cursor, ['bigint'])[0]);
    const rows = await this.artifacts.list(id, after, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { artifacts: page.map(toArtifact), next_cursor: rows.length > limit && last ? toCursor([last.seq]) : null };
  }

  @Describe({
    id: 'getArtifact',
    summary: 'One of these files',
    description: 'Always as a download: `Content-Disposition: attachment`, as plain text or as bytes.',
    answer: {
      'text/plain': { type: 'string' },
      'application/octet-stream': { type: 'string', format: 'binary' },
    },
  })
  @Get(':name')
  @LargeAnswer(() => CONTENT_BYTES)
  async content(
    @Param('id', IdPipe) id: string,
    @Param('name') name: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.jobs.assertExists(id);
    const artifact = isArtifactName(name) ? await this.artifacts.find(id, name) : null;
    if (artifact === null) throw noSuchArtifact();
    const parts = this.partsOf(artifact);
    // Read before the headers are sent, after which nothing can be refused any more.
    const first = await parts.next();
    response.attachment(artifact.name);
    response.setHeader('Content-Type', artifact.content_type);
    response.setHeader('Content-Length', artifact.bytes);
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
    const all = Readable.from(followedBy(first, parts), { highWaterMark: 1 });
    // A reader sees that a file is not whole by its length.
    await pipeline(all, response, { signal: AbortSignal.timeout(TAKE_MS) }).catch(() => response.destroy());
  }

  private async *partsOf({ id, bytes }: StoredArtifact): AsyncGenerator<Buffer> {
    let sent = 0;
    for (let number = 0; sent < bytes; number += 1) {
      const part = await this.artifacts.part(id, number);
      // A run may have replaced it, or housekeeping removed it, since it was found.
      if (part === null) throw noSuchArtifact();
      sent += part.length;
      yield part;
    }
  }
}

function noSuchArtifact(): DomainError {
  return new DomainError('not_found', 'not_found', 'The job has no artifact of this name');
}

function toArtifact({ name, bytes, content_type, created_at }: StoredArtifact): Artifact {
  return { name, bytes, content_type, created_at };
}

async function* followedBy(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (!first.done) yield first.value;
  yield* rest;
}
