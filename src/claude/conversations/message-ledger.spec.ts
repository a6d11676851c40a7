import { describe, expect, it } from '@jest/globals';
import { MessageLedger } from './message-ledger.js';

describe('MessageLedger', () => {
  it('is settled when no turn is open and every message was taken', () => {
    const ledger = new MessageLedger();
    expect(ledger.settled).toBe(true);
    expect(ledger.deliver('a', true)).toBe(true);
    expect(ledger.settled).toBe(false);
    expect(ledger.openTurn()).toBe(true);
    expect(ledger.openTurn()).toBe(false);
    expect(ledger.note({ kind: 'message', id: 'a', state: 'taken' })).toBe(true);
    expect(ledger.settled).toBe(false);
    ledger.closeTurn();
    expect(ledger.settled).toBe(true);
  });

  it('takes each message once and knows nothing of strangers', () => {
    const ledger = new MessageLedger();
    ledger.deliver('a', true);
    expect(ledger.deliver('a', true)).toBe(false);
    expect(ledger.note({ kind: 'message', id: 'a', state: 'started' })).toBe(false);
    expect(ledger.note({ kind: 'message', id: 'a', state: 'taken' })).toBe(true);
    expect(ledger.note({ kind: 'message', id: 'a', state: 'taken' })).toBe(false);
    expect(ledger.note({ kind: 'message', id: 'stranger', state: 'taken' })).toBe(false);
  });

  it('tells what was left open, in order of delivery', () => {
    const ledger = new MessageLedger();
    for (const id of ['answered', 'cut', 'called-off', 'queued']) ledger.deliver(id, true);
    ledger.deliver('late', false);
    for (const id of ['answered', 'cut']) ledger.note({ kind: 'message', id, state: 'taken' });
    for (const id of ['answered', 'called-off']) ledger.note({ kind: 'message', id, state: 'done' });
    expect(ledger.unanswered).toEqual(['cut']);
    expect(ledger.unacknowledged).toEqual(['called-off', 'queued', 'late']);
  });
});
