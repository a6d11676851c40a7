import type { IncomingMessage, ServerResponse } from 'node:http';
import { read, send } from './forge-http.js';

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
  private take(line: string): Fault | undefined {
    const fault = this.faults.find((each) => each.left > 0 && each.pattern.test(line));
    if (fault) fault.left -= 1;
    return fault;
  }

  /** Answers a request that meets a fault; false: it meets none. */
  async serve(line: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const fault = this.take(line);
    if (!fault) return false;
    await read(request);
    send(response, fault.status, fault.body, fault.headers);
    return true;
  }

  /** Whether the answer to a request is lost, once for each order. */
  losesAnswer(line: string): boolean {
    const index = this.lostAnswers.findIndex((pattern) => pattern.test(line));
    if (index >= 0) this.lostAnswers.splice(index, 1);
    return index >= 0;
  }
}
