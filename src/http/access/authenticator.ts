import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import type { LiveKey } from './api-key.js';
import { type Caller, type Identity, SECRET_HOLDER } from './caller.js';
import { digest, looksLikeToken } from './key-token.js';
import { KeyUsage } from './key-usage.js';
import { KnownKeys } from './known-keys.js';

/** Identifies a caller by the `Authorization` header: the holder of `AGENT_API_SECRET`, or of a key. */
@Injectable()
export class Authenticator {
  private readonly secret: Buffer;
  private readonly secretHolder: Caller;

  constructor(
    private readonly env: Env,
    private readonly keys: KnownKeys,
    private readonly usage: KeyUsage,
  ) {
    this.secret = digest(env.AGENT_API_SECRET);
    const limits = { requestsPerMinute: env.SECRET_REQUESTS_PER_MINUTE, jobsPerHour: env.SECRET_JOBS_PER_HOUR };
    this.secretHolder = { keyId: null, name: SECRET_HOLDER, scopes: ['admin'], clientIds: null, limits };
  }

  /** `header`: the whole value of `Authorization`; the scheme's case does not matter. Never throws. */
  async identify(header: string | undefined): Promise<Identity> {
    if (header === undefined) return { kind: 'unknown', why: 'no_header' };
    const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
    if (token === undefined) return { kind: 'unknown', why: /^bearer *$/i.test(header) ? 'no_token' : 'wrong_scheme' };
    // Hashing first gives both sides the same length, which `timingSafeEqual` requires.
    const hash = digest(token);
    if (timingSafeEqual(hash, this.secret)) return { kind: 'known', caller: this.secretHolder };
    if (!looksLikeToken(token)) return { kind: 'unknown', why: 'unknown_token' };
    try {
      const key = await this.keys.find(hash);
      if (!key) return { kind: 'unknown', why: 'unknown_token' };
      this.usage.note(key.id);
      return { kind: 'known', caller: this.callerWith(key) };
    } catch (reason) {
      return { kind: 'undecided', reason };
    }
  }

  /** Whether keys that are bound to clients are in force, as far as it is known now. Never throws. */
  async hasBoundKeys(): Promise<boolean> {
    return this.keys.hasBound().catch(() => true);
  }

  /** Whether a caller that was identified may still be served. While the store cannot answer, nobody is turned away. */
  async isStillValid(caller: Caller): Promise<boolean> {
    return caller.keyId === null || this.keys.isValid(caller.keyId).catch(() => true);
  }

  private callerWith({ id: keyId, name, scopes, clientIds, limits }: LiveKey): Caller {
    const { KEY_REQUESTS_PER_MINUTE, KEY_JOBS_PER_HOUR } = this.env;
    return {
      keyId,
      name,
      scopes,
      clientIds,
      limits: {
        requestsPerMinute: limits.requestsPerMinute ?? KEY_REQUESTS_PER_MINUTE,
        jobsPerHour: limits.jobsPerHour ?? KEY_JOBS_PER_HOUR,
      },
    };
  }
}
