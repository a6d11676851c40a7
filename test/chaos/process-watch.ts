import { listProcessIds } from '../../src/sandbox/processes/process-table.js';
import type { Sighting } from './evidence.js';
import { identify, isClaude, type LiveProcess } from './process-identity.js';

const LOOK_EVERY_MS = 250;

/** Looks at the process table again and again and writes down when two Claude processes of one job run. */
export class ProcessWatch {
  readonly sightings: Sighting[] = [];
  private readonly seen = new Set<string>();
  private readonly timer = setInterval(() => this.look(), LOOK_EVERY_MS);

  constructor(
    private readonly nodes: ReadonlySet<string>,
    private readonly now: () => number,
  ) {}

  /** Claude processes that were seen at all. */
  get processes(): number {
    return this.seen.size;
  }

  /** Those of these nodes that are alive now. */
  private current(): LiveProcess[] {
    return listProcessIds().flatMap((pid) => {
      const process = isClaude(pid) ? identify(pid) : null;
      return process && this.nodes.has(process.nodeId) ? [process] : [];
    });
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const running = this.current().filter(({ runs }) => runs);
    for (const one of running) this.seen.add(`${one.pid}.${one.startTime}`);
    for (const [older, younger] of pairs(running)) {
      // The first sight of a pair is enough, and its last one tells how long it lasted.
      this.sightings.push({ atMs: this.now(), jobId: older.jobId, older, younger });
    }
  }
}

function pairs(running: readonly LiveProcess[]): [older: LiveProcess, younger: LiveProcess][] {
  const sorted = running.toSorted((a, b) => a.startTime - b.startTime);
  return sorted.flatMap((older, index) =>
    sorted
      .slice(index + 1)
      // A child of the other is that one about to start a tool, which still bears its parent's command line.
      .filter((younger) => younger.jobId === older.jobId && younger.parent !== older.pid)
      .map((younger): [LiveProcess, LiveProcess] => [older, younger]),
  );
}
