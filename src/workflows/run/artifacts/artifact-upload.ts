import { randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { BINARY_TYPE, TEXT_TYPE } from '../../../jobs/artifacts/artifact.js';
import { JobArtifactRepository, type SaveOutcome } from '../../../jobs/artifacts/job-artifact.repository.js';
import type { JobClaim } from '../../../platform/events/job-events.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import { redactedPieces } from '../../../platform/redaction/redacted-pieces.js';
import { untilStored } from '../until-stored.js';
import { chunksOf, type FileFacts, textsOf } from './file-content.js';
import { searchedChunks } from './searched-chunks.js';

/** What one statement carries, in bytes. */
const PART_BYTES = 1_048_576;

/** Brings a file into the store, in parts: a text without its secrets, anything else only if it has none. */
@Injectable()
export class ArtifactUpload {
  constructor(
    private readonly artifacts: JobArtifactRepository,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws SecretInside for a file that is no text and has a secret in it; TypeError for one that changes while it is read. */
  async send(claim: JobClaim, name: string, file: FileHandle, facts: FileFacts): Promise<SaveOutcome> {
    const { bytes, digest, isText } = facts;
    const content_type = isText ? TEXT_TYPE : BINARY_TYPE;
    const artifact = { id: randomUUID(), name, bytes, digest, content_type };
    let number = 0;
    let outcome: SaveOutcome = 'saved';
    for await (const { data, isLast } of partsOf(this.contentOf(claim.jobId, file, isText))) {
      const part = { number, data, isLast };
      outcome = await untilStored(() => this.artifacts.savePart(claim, artifact, part));
      if (outcome !== 'saved') return outcome;
      number += 1;
    }
    return outcome;
  }

  private contentOf(jobId: string, file: FileHandle, isText: boolean): AsyncGenerator<Buffer> {
    const redactor = this.redactors.of(jobId);
    return isText ? encoded(redactedPieces(textsOf(file), redactor)) : searchedChunks(chunksOf(file), redactor);
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

/** Parts of the same size, at least one; the last one may be smaller. */
async function* partsOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<{ data: Buffer; isLast: boolean }> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    // Copies: the chunk is used again for the next one.
    pending = Buffer.concat([pending, chunk]);
    while (pending.length > PART_BYTES) {
      yield { data: pending.subarray(0, PART_BYTES), isLast: false };
      pending = pending.subarray(PART_BYTES);
    }
  }
  yield { data: pending, isLast: true };
}
