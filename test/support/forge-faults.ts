/** How a request is answered that is made to fail. */
export interface Fault {
  readonly pattern: RegExp;
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  left: number;
}

/** The faults that were ordered and have not all happened. */
export class ForgeFaults {
  private readonly faults: Fault[] = [];
  private readonly lostAnswers: RegExp[] = [];

  add(fault: Fault): void {
    this.faults.push(fault);
  }

  loseAnswer(pattern: RegExp): void {
    this.lostAnswers.push(pattern);
  }

  calm(): void {
    this.faults.length = 0;
    this.lostAnswers.length = 0;
  }

  /** The fault that meets a request, which counts as met; undefined: none. `line`: method and path. */
  take(line: string): Fault | undefined {
    const fault = this.faults.find((each) => each.left > 0 && each.pattern.test(line));
    if (fault) fault.left -= 1;
    return fault;
  }

  /** Whether the answer to a request is lost, once for each order. */
  losesAnswer(line: string): boolean {
    const index = this.lostAnswers.findIndex((pattern) => pattern.test(line));
    if (index >= 0) this.lostAnswers.splice(index, 1);
    return index >= 0;
  }
}
