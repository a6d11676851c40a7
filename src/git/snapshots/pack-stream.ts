import { Transform } from 'node:stream';
import { JobFailure } from '../../platform/errors/job-failure.js';

/** What ends the head. */
const EMPTY_LINE = '\n\n';
/** A snapshot's head has a bounded number of lines, each with at most one path. */
const MAX_HEAD = 1_048_576;

/** Takes the lines before the first empty one off a stream, and lets no more than `maxBytes` of the rest pass. */
export class PackStream extends Transform {
  private first: Buffer | null = Buffer.alloc(0);
  private lines = '';
  private bytes = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  /** Empty until the empty line is there. */
  get head(): string {
    return this.lines;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null, data?: Buffer) => void,
  ): void {
    const rest = this.first === null ? chunk : this.takeHead(Buffer.concat([this.first, chunk]));
    this.bytes += rest.length;
    if (this.bytes <= this.maxBytes) return done(null, rest);
    done(
      new JobFailure(`The work is larger than ${Math.floor(this.maxBytes / 1_048_576)} MB and was not collected.`, {
        code: 'work_refused',
      }),
    );
  }

  private takeHead(bytes: Buffer): Buffer {
    const end = bytes.subarray(0, MAX_HEAD).indexOf(EMPTY_LINE);
    if (end === -1 && bytes.length < MAX_HEAD) {
      this.first = bytes;
      return Buffer.alloc(0);
    }
    this.first = null;
    // Without an empty line in time there is no head.
    this.lines = bytes.toString('utf8', 0, Math.max(0, end));
    return bytes.subarray(end + EMPTY_LINE.length);
  }
}
