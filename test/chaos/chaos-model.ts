import type { Exchange } from '../support/scripted-model.exchange.js';
import type { ScriptedModel } from '../support/scripted-model.js';
import { cuts, fails, hangs } from '../support/scripted-model.turns.js';
import type { ModelCall } from './evidence.js';
import type { ProcessIdentity } from './process-identity.js';
import { labelOf, replyTo } from './reply.js';
import { ownerOfConnection } from './socket-owner.js';

export type ModelFault = 'overloaded' | 'cut' | 'hung';

const TURNS = { overloaded: fails(529, 'Overloaded'), cut: cuts(), hung: hangs() };

/** Plays the model for all jobs, keeps account of who asked for what, and fails when it is told to. */
export class ChaosModel {
  readonly calls: ModelCall[] = [];
  private readonly lines = new Map<string, number>();
  private faults: ModelFault[] = [];

  constructor(
    private readonly model: ScriptedModel,
    private readonly now: () => number,
  ) {
    model.otherwise((exchange) => this.play(exchange));
  }

  /** The next `times` requests meet this fault. */
  arm(fault: ModelFault, times: number): void {
    this.faults.push(...Array.from({ length: times }, () => fault));
  }

  disarm(): void {
    this.faults = [];
  }

  private async play(exchange: Exchange): Promise<void> {
    // A minute of chaos asks for many megabytes; what is needed of them is in the account.
    this.model.requests.length = 0;
    const label = labelOf(exchange.body);
    const call = { label, by: ownerOf(exchange), startMs: this.now() };
    const fault = label === null ? undefined : this.faults.shift();
    if (fault) {
      await TURNS[fault](exchange);
      this.note({ ...call, lines: [], answers: [], outcome: fault });
      return;
    }
    const { blocks, lines, answers } = replyTo(exchange.body, label ?? 'nobody', () =>
      this.nextLine(label ?? 'nobody'),
    );
    await exchange.answer(blocks);
    this.note({ ...call, lines, answers, outcome: (await exchange.whenTaken()) ? 'delivered' : 'lost' });
  }

  private note(call: Omit<ModelCall, 'endMs'>): void {
    this.calls.push({ ...call, endMs: this.now() });
  }

  private nextLine(label: string): number {
    const line = (this.lines.get(label) ?? 0) + 1;
    this.lines.set(label, line);
    return line;
  }
}

function ownerOf({ connection }: Exchange): ProcessIdentity | null {
  return connection && ownerOfConnection(connection.clientPort, connection.serverPort);
}
