import { BadRequestException, Injectable, PayloadTooLargeException } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Where the bytes of the body are signed, and nobody needs a token: its handler reads the body. Known before it finds its route. */
const ROUTE = { method: 'POST', path: /^\/github\/webhook\/?$/i } as const;
/** No delivery of GitHub is longer, in bytes. */
const MAX_BYTES = 25 * 1_048_576;
/** All such bodies together may take this much at a time, in bytes: anybody may send them. */
const ROOM_BYTES = 64 * 1_048_576;

/** Whether the handler of the route reads the body itself. */
export function isReadRaw({ method, path }: Request): boolean {
  return method === ROUTE.method && ROUTE.path.test(path);
}

/** Reads bodies as they come, within a bound on all of them. */
@Injectable()
export class RawBodies {
  private taken = 0;

  /**
   * The memory counts as taken until `use` has ended.
   * @throws PayloadTooLargeException; DomainError `unavailable` where there is no memory at the moment; what `use` throws.
   */
  async read<T>(request: Request, use: (body: Buffer) => Promise<T>): Promise<T> {
    const length = lengthOf(request);
    if (length > MAX_BYTES) throw tooLarge();
    if (this.taken + length > ROOM_BYTES) {
      const sentence = 'Too many large requests at a time: try again later';
      throw new DomainError('unavailable', 'too_many_large_bodies', sentence);
    }
    this.taken += length;
    try {
      return await use(await bytesOf(request, length));
    } finally {
      this.taken -= length;
    }
  }
}

/** As the request says; of one that does not, the most that it can be. */
function lengthOf({ headers }: Request): number {
  if (headers['transfer-encoding'] !== undefined) return MAX_BYTES;
  return Number(headers['content-length'] ?? 0);
}

async function bytesOf(request: Request, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > most) throw tooLarge();
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof PayloadTooLargeException) throw error;
    throw new BadRequestException('The request was cut short', { cause: error });
  }
  return Buffer.concat(parts);
}

function tooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`The body is larger than ${MAX_BYTES / 1_048_576} MB`);
}
