/** Keeps the last bytes of a stream, and never much more than that in memory. */
export class OutputTail {
  private chunks: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    // Joined only now and then: a join for each chunk would copy the whole tail each time.
    if (this.length > 2 * this.maxBytes) this.trim();
  }

  /** The tail as text; a character that lost its first bytes to the cut is left out. */
  toString(): string {
    this.trim();
    const tail = this.chunks[0] ?? Buffer.alloc(0);
    let start = 0;
    while (this.cut && start < 3 && isContinuation(tail[start])) start += 1;
    return tail.toString('utf8', start);
  }

  private cut = false;

  private trim(): void {
    const all = Buffer.concat(this.chunks);
    this.cut ||= all.length > this.maxBytes;
    // A copy, so that the rest of the memory is let go.
    const tail = all.length > this.maxBytes ? Buffer.from(all.subarray(all.length - this.maxBytes)) : all;
    this.chunks = [tail];
    this.length = tail.length;
  }
}

/** The bytes of a UTF-8 character after its first one are 10xxxxxx. */
function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
