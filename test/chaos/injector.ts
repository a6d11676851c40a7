import { setTimeout as delay } from 'node:timers/promises';
import type { Forge } from '../support/forge.js';
import type { ChaosDatabase } from './chaos-database.js';
import type { ChaosModel } from './chaos-model.js';
import type { ChaosNode } from './chaos-node.js';
import type { Absence, FaultRecord } from './evidence.js';
import type { Receivers } from './receivers.js';
import type { FaultKind, PlannedFault } from './plan.js';

const NODE_WAIT_MS = 10_000;
const NODE_LOOK_MS = 100;

export interface Victims {
  readonly nodes: readonly ChaosNode[];
  readonly database: ChaosDatabase;
  readonly forge: Forge;
  readonly model: ChaosModel;
  readonly receivers: Receivers;
}

/** Makes the planned faults at their moments. A second fault never meets what the first still holds. */
export class Injector {
  readonly records: FaultRecord[] = [];
  /** Times without a database, which all nodes share. */
  readonly outages: Absence[] = [];
  private readonly busy = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly victims: Victims,
    private readonly now: () => number,
  ) {}

  /** Resolves when the last fault is over and everything is up again. @throws the first fault that could not be made. */
  async run(faults: readonly PlannedFault[]): Promise<void> {
    for (const fault of faults) {
      await delay(Math.max(0, fault.atMs - this.now()));
      const done = this.make(fault).finally(() => this.underWay.delete(done));
      // Awaited at the end; until then its failure is no unhandled rejection.
      done.catch(() => undefined);
      this.underWay.add(done);
    }
    await Promise.all(this.underWay);
    this.victims.model.disarm();
    this.victims.forge.calm();
  }

  private async make(fault: PlannedFault): Promise<void> {
    const kinds: Readonly<Record<FaultKind, () => Promise<void>>> = {
      'node killed': () => this.onNode(fault, (node) => node.kill(fault.forMs)),
      'node stopped': () => this.onNode(fault, (node) => node.restart(fault.forMs)),
      'node frozen briefly': () => this.onNode(fault, (node) => node.freeze(fault.forMs, false)),
      'node frozen beyond its lease': () => this.onNode(fault, (node) => node.freeze(fault.forMs, false)),
      'machine suspended beyond the lease': () => this.onNode(fault, (node) => node.freeze(fault.forMs, true)),
      'database crashed': () => this.withoutDatabase(fault, 'crash'),
      'database stopped': () => this.withoutDatabase(fault, 'stop'),
      'forge answers 5xx': () => this.atOnce(fault, 'forge', () => this.victims.forge.fail(/./, 503, fault.times)),
      'forge loses answers': () => this.atOnce(fault, 'forge', () => this.victims.forge.loseAnswer(/POST .*\/pulls$/)),
      'forge down': () => this.forgeDown(fault),
      'forge holds a fetch': () => this.held(fault, 'fetch'),
      'forge holds a push': () => this.held(fault, 'push'),
      'model overloaded': () => this.atOnce(fault, 'model', () => this.victims.model.arm('overloaded', fault.times)),
      'model cuts streams': () => this.atOnce(fault, 'model', () => this.victims.model.arm('cut', fault.times)),
      'model hangs': () => this.atOnce(fault, 'model', () => this.victims.model.arm('hung', 1)),
      'receiver hangs': () => this.ofReceiver(fault, 'hangs'),
      'receiver fails': () => this.ofReceiver(fault, 'fails'),
    };
    await kinds[fault.kind]();
  }

  private async onNode(fault: PlannedFault, act: (node: ChaosNode) => Promise<void>): Promise<void> {
    const node = await this.nodeFor(fault);
    await this.during(fault, node?.name ?? null, () => (node ? act(node) : Promise.resolve()));
  }

  /** One that is up; a fault that finds none waits a little for one. */
  private async nodeFor({ target }: PlannedFault): Promise<ChaosNode | undefined> {
    for (const deadline = this.now() + NODE_WAIT_MS; ; await delay(NODE_LOOK_MS)) {
      const up = this.victims.nodes.filter(({ name, state }) => state === 'up' && !this.busy.has(name));
      if (up.length > 0 || this.now() > deadline) return up[Math.floor(target * up.length)];
    }
  }

  private async withoutDatabase(fault: PlannedFault, how: 'crash' | 'stop'): Promise<void> {
    await this.during(fault, this.free('database'), async () => {
      const outage = {
        node: '*',
        why: 'without database' as const,
        fromMs: this.now(),
        toMs: Number.POSITIVE_INFINITY,
      };
      this.outages.push(outage);
      await this.victims.database.takeAway(how, fault.forMs);
      outage.toMs = this.now();
    });
  }

  private async forgeDown(fault: PlannedFault): Promise<void> {
    await this.during(fault, this.free('forge'), async () => {
      await this.victims.forge.goDown();
      await delay(fault.forMs);
      await this.victims.forge.comeBack();
    });
  }

  private async ofReceiver(fault: PlannedFault, how: 'hangs' | 'fails'): Promise<void> {
    await this.during(fault, this.free('receiver'), () => this.victims.receivers.worsen(how, fault.forMs));
  }

  private async held(fault: PlannedFault, service: 'fetch' | 'push'): Promise<void> {
    const hold = this.victims.forge.hold(service);
    await this.during(fault, `forge's next ${service}`, () => delay(fault.forMs));
    hold.release();
  }

  private atOnce(fault: PlannedFault, target: string, act: () => void): Promise<void> {
    act();
    this.note(fault, target);
    return Promise.resolve();
  }

  private free(target: string): string | null {
    return this.busy.has(target) ? null : target;
  }

  private async during(fault: PlannedFault, target: string | null, act: () => Promise<void>): Promise<void> {
    this.note(fault, target);
    if (target === null) return;
    this.busy.add(target);
    try {
      await act();
    } finally {
      this.busy.delete(target);
    }
  }

  private note({ kind, forMs }: PlannedFault, target: string | null): void {
    this.records.push({ atMs: this.now(), kind, target, forMs });
  }
}
