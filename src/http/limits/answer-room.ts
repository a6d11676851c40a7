import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Bytes of large answers that may be in memory at a time, over all requests. */
const ROOM_BYTES = 32_000_000;
/** How long a request waits for room, in milliseconds: less than callers commonly wait for an answer. */
const PATIENCE_MS = 10_000;
/** Most requests that wait. */
const MAX_WAITING = 100;

/** A share of the room, from before an answer is read from the store until its reader has taken it. */
export interface Share {
  /** The size of the answer turned out to be this. */
  resize(bytes: number): void;
  release(): void;
}

interface Waiter {
  readonly bytes: number;
  readonly admit: () => void;
}

/** Bounds the memory for large answers over all requests. Whoever finds no room waits for a while, in order of arrival. */
@Injectable()
export class AnswerRoom {
  private free: number;
  private readonly waiting = new Set<Waiter>();

  constructor() {
    this.free = ROOM_BYTES;
  }

  /**
   * @param bytes the most that the answer may have. @param gone aborted when nobody waits for the answer any more.
   * @throws DomainError `too_many_large_answers` when there is no room in time.
   */
  async enter(bytes: number, gone: AbortSignal): Promise<Share> {
    if (this.waiting.size > 0 || this.free < bytes) await this.turn(bytes, gone);
    else this.free -= bytes;
    return this.shareOf(bytes);
  }

  private turn(bytes: number, gone: AbortSignal): Promise<void> {
    if (this.waiting.size >= MAX_WAITING) throw noRoom();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        gone.removeEventListener('abort', giveUp);
        this.waiting.delete(waiter);
      };
      const giveUp = (): void => {
        leave();
        this.admitNext();
        reject(noRoom());
      };
      const admit = (): void => {
        leave();
        resolve();
      };
      const waiter = { bytes, admit };
      const timer = setTimeout(giveUp, PATIENCE_MS);
      gone.addEventListener('abort', giveUp, { once: true });
      this.waiting.add(waiter);
    });
  }

  private shareOf(bytes: number): Share {
    let held = bytes;
    const resize = (now: number): void => {
      this.free += held - now;
      held = now;
      this.admitNext();
    };
    return { resize, release: () => resize(0) };
  }

  private admitNext(): void {
    for (const { bytes, admit } of this.waiting) {
      if (this.free < bytes) return;
      this.free -= bytes;
      admit();
    }
  }
}

function noRoom(): DomainError {
  const sentence = 'Too many large answers are being read at the moment: try again later, or ask for less at a time';
  return new DomainError('unavailable', 'too_many_large_answers', sentence);
}
