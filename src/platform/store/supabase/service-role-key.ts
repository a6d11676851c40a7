import { Logger } from '@nestjs/common';
import { withdrawalOfKey } from './key-fault.js';
import { headersWith } from './key-kind.js';

/** Where a key is kept so that it can be replaced while the server runs. */
export interface KeyFile {
  readonly path: string;
  /** Its content now; null: it cannot be used. */
  read(): string | null;
}

/** How often it is logged that no key is accepted, at most. */
const REMIND_MS = 60_000;
const UNAUTHORIZED = 401;

/**
 * The key of a project, sent as it wants to be sent, and read again from its file when the project refuses it: replacing the file's content
 * rotates it. Both kinds of keys of Supabase are known to the redactor by their form, a new one too.
 */
export class ServiceRoleKey {
  private readonly logger = new Logger('Store');
  private toldAt = Number.NEGATIVE_INFINITY;
  private wasAccepted = false;

  /** @param file null: the key was given as a variable, and stays. */
  constructor(
    private key: string,
    private readonly file: KeyFile | null = null,
  ) {}

  get value(): string {
    return this.key;
  }

  /** Calls with the key. A request that was refused for its key was not carried out, so it is sent once more with a new one. */
  async send(call: (headers: Headers) => Promise<Response>, headers: RequestInit['headers']): Promise<Response> {
    const used = this.key;
    const answer = await call(headersWith(used, headers));
    this.wasAccepted ||= answer.ok;
    if (answer.status !== UNAUTHORIZED || !this.isReplaced(used)) return answer;
    await answer.body?.cancel();
    return call(headersWith(this.key, headers));
  }

  /** Whether another key than `used`, which was refused, is there now. */
  private isReplaced(used: string): boolean {
    const found = this.key === used ? (this.file?.read() ?? used) : this.key;
    if (found === used) {
      this.complain();
      return false;
    }
    if (found !== this.key) {
      this.key = found;
      this.logger.log('Read a new key of the Supabase project');
    }
    return true;
  }

  /** Not at the start: who opens the store says then what is wrong. */
  private complain(): void {
    const now = performance.now();
    if (!this.wasAccepted || now - this.toldAt < REMIND_MS) return;
    this.toldAt = now;
    this.logger.error(withdrawalOfKey(this.file?.path ?? null));
  }
}
