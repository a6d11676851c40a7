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
   * What has arrived counts as taken until `use` has ended; what is only announced takes nothing.
   * @throws PayloadTooLargeException; DomainError `unavailable` where there is no memory at the moment; what `use` throws.
   */
  async read<T>(request: Request, use: (body: Buffer) => Promise<T>): Promise<T> {
    if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) throw tooLarge();
    const parts: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const part of arriving(request)) {
        bytes += part.length;
        this.taken += part.length;
        if (bytes > MAX_BYTES) throw tooLarge();
        if (this.taken > ROOM_BYTES) throw noRoom();
        parts.push(part);
      }
      return await use(Buffer.concat(parts));
    } finally {
      this.taken -= bytes;
    }
  }
}

async function* arriving(request: Request): AsyncGenerator<Buffer> {
  try {
    // Whoever is refused in between gets the answer.
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new BadRequestException('The request was cut short', { cause: error });
  }
}

function noRoom(): DomainError {
  return new DomainError('unavailable', 'too_many_large_bodies', 'Too many large requests at a time: try again later');
}

function tooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`The body is larger than ${MAX_BYTES / 1_048_576} MB`);
}
