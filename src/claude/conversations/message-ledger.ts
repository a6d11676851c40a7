import type { MessageFact } from '../output/stream-json.js';

/** The state of a message in a process; `dropped`: not delivered, or cancelled before it was taken. */
type Place = 'dropped' | 'delivered' | 'taken' | 'done';

/**
 * Tracks which messages of a conversation Claude still has to answer, and whether a turn is open. Messages that arrive during a
 * turn may join it or wait for the next one, so the number of results says nothing.
 */
export class MessageLedger {
  private readonly places = new Map<string, Place>();
  private turnOpen = false;
  private takenInTurn: string[] = [];

  /** Whether Claude has nothing left to do. */
  get settled(): boolean {
    return !this.turnOpen && this.at('delivered').length === 0;
  }

  /** Messages that were never taken, in order of delivery. */
  get unacknowledged(): string[] {
    return this.at('dropped', 'delivered');
  }

  /** Messages that were taken into a turn that has not ended, in order of delivery. */
  get unanswered(): string[] {
    return this.at('taken');
  }

  /** @param handedOver false: there is no process to deliver it to. @returns whether the message is new. */
  deliver(id: string, handedOver: boolean): boolean {
    if (this.places.has(id)) return false;
    this.places.set(id, handedOver ? 'delivered' : 'dropped');
    return true;
  }

  /** @returns whether this call opened the turn. */
  openTurn(): boolean {
    const opened = !this.turnOpen;
    this.turnOpen = true;
    return opened;
  }

  /** @returns the messages that the turn took, in order. */
  closeTurn(): string[] {
    this.turnOpen = false;
    const taken = this.takenInTurn;
    this.takenInTurn = [];
    return taken;
  }

  /** @returns whether the message was taken just now. */
  note({ id, state }: MessageFact): boolean {
    const place = this.places.get(id);
    if (state === 'done' && place === 'taken') this.places.set(id, 'done');
    // Cancelled before it was taken: nothing more follows for it here.
    if (state === 'done' && place === 'delivered') this.places.set(id, 'dropped');
    if (place !== 'delivered' || state !== 'taken') return false;
    this.places.set(id, 'taken');
    this.takenInTurn.push(id);
    return true;
  }

  private at(...places: readonly Place[]): string[] {
    return [...this.places].flatMap(([id, place]) => (places.includes(place) ? [id] : []));
  }
}
