import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Refused attempts of one address within a minute that are answered 401; further ones 429. */
export const ATTEMPTS_PER_MINUTE = 30;
const WINDOW_SECONDS = 60;
/** What is written to the audit log of all addresses together within a minute. */
const RECORDS_PER_MINUTE = 120;

export interface FailedAttempt {
  /** Seconds until the address may fail again; null: it still may. */
  readonly retryAfter: number | null;
  /** Whether it is to be written down: a flood of them must not fill the audit log. */
  readonly isRecorded: boolean;
}

/** Counts requests that came without a valid token, by address. A valid token is never asked for by this count. */
@Injectable()
export class FailedAttempts {
  private readonly perAddress = new RateLimiterMemory({ points: ATTEMPTS_PER_MINUTE, duration: WINDOW_SECONDS });
  private readonly records = new RateLimiterMemory({ points: RECORDS_PER_MINUTE, duration: WINDOW_SECONDS });

  async count(address: string | null): Promise<FailedAttempt> {
    const spent = await consume(this.perAddress, networkOf(address ?? 'unknown'));
    const isOver = spent.consumedPoints > ATTEMPTS_PER_MINUTE;
    // Of those that are over the limit the first is written down, the rest says the same.
    const isNews = spent.consumedPoints <= ATTEMPTS_PER_MINUTE + 1;
    return {
      retryAfter: isOver ? Math.max(1, Math.ceil(spent.msBeforeNext / 1_000)) : null,
      isRecorded: isNews && (await consume(this.records, 'all')).consumedPoints <= RECORDS_PER_MINUTE,
    };
  }
}

/** The library throws its answer when the limit is exceeded. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (answer) {
    if (answer instanceof RateLimiterRes) return answer;
    throw answer;
  }
}

/** Whoever has one IPv6 address has the 2^64 beside it. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}
