const END = /job (\S+): running → (\w+)/;
const PHASE = /job (\S+): (working|collecting|pushing|opening_pr)\b/;
const START = /job (\S+): queued → running/;

/** A phase of a job, in milliseconds. */
export interface PhaseTime {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

interface Mark {
  readonly name: string;
  readonly at: number;
}

/** When jobs were where, from the lines that the server prints as it goes. */
export class JobTimeline {
  private readonly marks = new Map<string, Mark[]>();
  private readonly waiting = new Map<string, (status: string) => void>();

  /** To be given each line as it comes. */
  readonly note = (line: string): void => {
    const at = Date.now();
    for (const [pattern, name] of [
      [START, 'preparing'],
      [PHASE, null],
      [END, 'ended'],
    ] as const) {
      const [, id = '', word = ''] = pattern.exec(line) ?? [];
      if (id === '') continue;
      this.marks.set(id, [...(this.marks.get(id) ?? []), { name: name ?? word, at }]);
      if (name === 'ended') this.waiting.get(id)?.(word);
    }
  };

  /** Resolves when the job has ended. @throws Error unless it was completed. */
  async completed(id: string): Promise<void> {
    if (!this.marks.get(id)?.some(({ name }) => name === 'ended')) {
      const status = await new Promise<string>((resolve) => this.waiting.set(id, resolve));
      if (status !== 'completed') throw new Error(`job ${id} has ${status}`);
    }
  }

  /** From the moment at which the job was asked for. */
  phasesOf(id: string, askedAt: number): PhaseTime[] {
    const marks = [{ name: 'queued', at: askedAt }, ...(this.marks.get(id) ?? [])];
    return marks.slice(0, -1).map(({ name, at }, index) => ({ name, from: at, to: marks[index + 1]?.at ?? at }));
  }
}
