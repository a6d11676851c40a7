import { OutputTail } from '../../../sandbox/processes/output-tail.js';

/** Output that goes into the job's messages, and what is kept of its end beside the result, in bytes. */
const MAX_TOLD = 1_048_576;
const MAX_KEPT = 65_536;
/** A message is closed when it has this many bytes. */
const MESSAGE_BYTES = 32_768;
/** A line that is longer is left out. */
const MAX_LINE = 65_536;
const NEWLINE = 0x0a;

/** What a command prints: told line by line until it becomes too much, with its end kept. Memory is bounded. */
export class CommandOutput {
  /** Twice as much as is kept: the cut at its front may split a secret, and that half is left out. */
  private readonly tail = new OutputTail(2 * MAX_KEPT);
  private pending: Buffer = Buffer.alloc(0);
  private toldBytes = 0;
  private totalBytes = 0;

  /** @param tell gets pieces that end with a line, which the recorder of messages redacts. @param redact takes out secrets. */
  constructor(
    private readonly tell: (text: string) => void,
    private readonly redact: (text: string) => string,
  ) {}

  readonly push = (chunk: Buffer): void => {
    this.totalBytes += chunk.length;
    this.tail.push(chunk);
    if (this.toldBytes >= MAX_TOLD) return;
    this.pending = Buffer.concat([this.pending, chunk.subarray(0, MAX_TOLD + MAX_LINE - this.pending.length)]);
    if (this.pending.length >= MESSAGE_BYTES) this.tellLines(this.pending.lastIndexOf(NEWLINE) + 1);
  };

  /** Tells what is left. @returns the end of the output, without secrets. */
  end(): string {
    if (this.pending.length > 0 && this.toldBytes < MAX_TOLD) this.tellLines(this.pending.length);
    const kept = this.redact(this.tail.toString());
    const end = Buffer.byteLength(kept) <= MAX_KEPT ? kept : lastBytes(kept);
    if (this.totalBytes > this.toldBytes) {
      this.tell(`… [${this.totalBytes} bytes in all: the middle is not kept; the end follows]\n${end.slice(-4_000)}`);
    }
    return end.replaceAll('\u0000', '');
  }

  private tellLines(length: number): void {
    if (length === 0 && this.pending.length < MAX_LINE) return;
    const end = length > 0 ? length : this.pending.length;
    const piece = this.pending.subarray(0, end);
    this.pending = this.pending.subarray(end);
    this.toldBytes += end;
    // A line that does not end: wherever it were cut, the cut might split a secret.
    const isEndless = length === 0;
    this.tell(isEndless ? `[${end} bytes without a line end]` : piece.toString('utf8').trimEnd());
  }
}

function lastBytes(text: string): string {
  const tail = new OutputTail(MAX_KEPT);
  tail.push(Buffer.from(text));
  return tail.toString();
}
