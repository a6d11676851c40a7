import { Injectable } from '@nestjs/common';
import { Writers } from '../../github/discussion/writers.js';
import { type Asked, type Place, type Refusal, REFUSALS } from './asked.js';

/** Who may ask for what at GitHub. */
@Injectable()
export class RequestRules {
  constructor(private readonly writers: Writers) {}

  /** null: nothing speaks against it. @throws JobFailure when GitHub refuses or cannot be reached. */
  async refusalOf(asked: Asked, place: Place, signal: AbortSignal): Promise<Refusal | 'not_due' | null> {
    const { login } = asked;
    if (asked.isBot) return 'bot';
    if (login !== null && (await this.writers.isOurs(place.repository, login, signal))) return 'own';
    if (login !== null && !(await this.writers.mayWrite(place.repository, login, signal))) return 'no_permission';
    if (!place.pull.isOpen) return 'pull_request_closed';
    return asked.objection(place, signal);
  }

  /**
   * Whether the refusal is told at GitHub. Who has called the server by its name waits for an answer; so does who may write and
   * has requested changes, for which there is no room.
   */
  isTold({ kind }: Asked, refusal: Refusal): boolean {
    if (kind === 'review') return refusal === 'taken' || refusal === 'capped';
    return kind === 'mention' && REFUSALS[refusal] !== null;
  }
}
