const NEWLINE = 0x0a;

export interface Line {
  /** Without the line end. */
  readonly text: string;
  /** Bytes cut from the end of a line that was too long; 0: the line is whole. */
  readonly lostBytes: number;
}

/**
 * Splits a stream of bytes into lines. Holds at most one unfinished line of `maxBytes` in memory. Characters split between two
 * chunks come out whole. Skips empty lines.
 */
export class LineSplitter {
  private parts: Buffer[] = [];
  private kept = 0;
  private lost = 0;

  constructor(private readonly maxBytes: number) {}

  /** The lines that this chunk completes, one by one: a slow reader does not hold a list of them. */
  *push(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      yield* this.flush();
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  /** The last line, if the stream ended without a line end. */
  *end(): Generator<Line> {
    yield* this.flush();
  }

  private keep(bytes: Buffer): void {
    const room = Math.max(0, this.maxBytes - this.kept);
    const part = bytes.subarray(0, room);
    if (part.length > 0) this.parts.push(part);
    this.kept += part.length;
    this.lost += bytes.length - part.length;
  }

  private *flush(): Generator<Line> {
    const bytes = Buffer.concat(this.parts);
    const whole = this.lost > 0 ? withoutHalfCharacter(bytes) : bytes;
    const lostBytes = this.lost + bytes.length - whole.length;
    this.parts = [];
    this.kept = 0;
    this.lost = 0;
    if (whole.length > 0) yield { text: whole.toString('utf8'), lostBytes };
  }
}

/** Drops an incomplete UTF-8 character at the end. */
function withoutHalfCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthOfCharacter(byte) > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  if (firstByte >= 0xe0) return 3;
  return firstByte >= 0xc0 ? 2 : 1;
}
