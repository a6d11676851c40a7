import type { StreamFact } from '../../../claude/output/stream-json.js';

/** A stored line of Claude's. */
export interface StoredLine {
  readonly seq: number;
  readonly sessionId: string | null;
  readonly fact: StreamFact | null;
}

/**
 * Ids of the messages that stored lines, in any order, prove to be answered. The CLI says that it is done with a message
 * only after the answer, and a run may end between the two: a good end of the turn that took it proves as much. A turn in
 * another session does not: that session gets the message again.
 */
export function answeredMessages(lines: readonly StoredLine[]): Set<string> {
  const answered: string[] = [];
  const taken = new Map<string | null, string[]>();
  for (const { fact, sessionId } of lines.toSorted((a, b) => a.seq - b.seq)) {
    const inTurn = taken.get(sessionId) ?? [];
    if (fact?.kind === 'result') {
      taken.delete(sessionId);
      if (fact.ok) answered.push(...inTurn);
    }
    if (fact?.kind !== 'message') continue;
    if (fact.state === 'done') answered.push(fact.id);
    if (fact.state === 'taken') taken.set(sessionId, [...inTurn, fact.id]);
  }
  return new Set(answered);
}
