import type { StreamFact } from '../claude/stream-json.js';

/** A stored line of Claude's. */
export interface StoredLine {
  readonly seq: number;
  readonly sessionId: string | null;
  readonly fact: StreamFact | null;
}

/**
 * Ids of the messages that stored lines, in any order, prove to be answered. The CLI says that it is done with a message
 * only after the answer, and a run may end between the two: a good end of the turn that took it proves as much. A turn of
 * another session does not: that one is given the message again.
 */
export function answeredMessages(lines: readonly StoredLine[]): Set<string> {
  const answered = new Set<string>();
  const taken = new Map<string | null, string[]>();
  for (const { fact, sessionId } of lines.toSorted((a, b) => a.seq - b.seq)) {
    if (fact?.kind === 'message' && fact.state === 'done') answered.add(fact.id);
    if (fact?.kind === 'message' && fact.state === 'taken')
      taken.set(sessionId, [...(taken.get(sessionId) ?? []), fact.id]);
    if (fact?.kind !== 'result') continue;
    if (fact.ok) for (const id of taken.get(sessionId) ?? []) answered.add(id);
    taken.delete(sessionId);
  }
  return answered;
}
