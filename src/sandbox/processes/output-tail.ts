const LINE_FEED = 0x0a;
/** Where no line ends this soon after the cut, this many bytes are dropped: half a secret is not longer than that. */
const MAX_CUT_BYTES = 4_096;

/**
 * Keeps the last bytes of a stream in bounded memory. The tail of a longer stream begins with a whole line: no redactor would
 * recognise the second half of a secret.
 */
export class OutputTail {
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    // Joined only occasionally: joining for each chunk would copy the whole tail each time.
    if (this.length > 2 * this.maxBytes) this.trim();
  }

  /** The tail as text. */
  toString(): string {
    this.trim();
    const tail = this.chunks[0] ?? Buffer.alloc(0);
    return tail.toString('utf8', this.cut ? startOfText(tail) : 0);
  }

  private cut = false;

  private trim(): void {
    const all = Buffer.concat(this.chunks);
    this.cut ||= all.length > this.maxBytes;
    // A copy, so that the rest of the memory can be freed.
    const tail = all.length > this.maxBytes ? Buffer.from(all.subarray(all.length - this.maxBytes)) : all;
    this.chunks = [tail];
    this.length = tail.length;
  }
}

function startOfText(tail: Buffer): number {
  const lineEnd = tail.indexOf(LINE_FEED);
  if (lineEnd !== -1 && lineEnd < MAX_CUT_BYTES) return lineEnd + 1;
  let start = Math.min(MAX_CUT_BYTES, tail.length);
  while (isContinuation(tail[start])) start += 1;
  return start;
}

/** The bytes of a UTF-8 character after its first one are 10xxxxxx. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
