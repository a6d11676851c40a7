import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Refused attempts per address and minute that are answered with 401; further ones get 429. */
export const ATTEMPTS_PER_MINUTE = 30;
const WINDOW_SECONDS = 60;
/** Refusals per minute that go to the audit log, over all addresses. */
const RECORDS_PER_MINUTE = 120;

export interface FailedAttempt {
  /** Seconds until the address may try again; null: it may try now. */
  readonly retryAfter: number | null;
  /** Whether the audit log records the attempt: a flood of attempts must not fill it. */
  readonly isRecorded: boolean;
}

/** Counts requests without a valid token by address. Requests with a valid token are never limited. */
@Injectable()
export class FailedAttempts {
  private readonly perAddress = new RateLimiterMemory({ points: ATTEMPTS_PER_MINUTE, duration: WINDOW_SECONDS });
  private readonly records = new RateLimiterMemory({ points: RECORDS_PER_MINUTE, duration: WINDOW_SECONDS });

  async count(address: string | null): Promise<FailedAttempt> {
    const spent = await consume(this.perAddress, networkOf(address ?? 'unknown'));
    const isOver = spent.consumedPoints > ATTEMPTS_PER_MINUTE;
    // Over the limit only the first attempt is recorded: the others would say the same.
    const isNews = spent.consumedPoints <= ATTEMPTS_PER_MINUTE + 1;
    return {
      retryAfter: isOver ? Math.max(1, Math.ceil(spent.msBeforeNext / 1_000)) : null,
      isRecorded: isNews && (await consume(this.records, 'all')).consumedPoints <= RECORDS_PER_MINUTE,
    };
  }
}

/** The library throws its result when the limit is exceeded. */
async function consume(limiter: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (answer) {
    if (answer instanceof RateLimiterRes) return answer;
    throw answer;
  }
}

/** A caller with one IPv6 address usually controls its whole /64. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}
