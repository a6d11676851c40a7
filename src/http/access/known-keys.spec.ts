import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { StoreUnavailableError } from '../../platform/store/store-error.js';
import type { LiveKey } from './api-key.js';
import type { ApiKeyRepository } from './api-key.repository.js';
import { digest, looksLikeToken, newToken } from './key-token.js';
import { KnownKeys } from './known-keys.js';

const token = newToken();
const key: LiveKey = {
  id: 'key-1',
  name: 'pm',
  scopes: ['jobs'],
  hash: digest(token),
  expiresAt: null,
  clientIds: null,
  limits: { requestsPerMinute: null, jobsPerHour: null },
};

describe('KnownKeys', () => {
  let stored: readonly LiveKey[];
  let away: boolean;
  let reads: number;
  let keys: KnownKeys;

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') });
    [stored, away, reads] = [[key], false, 0];
    const listLive = async (): Promise<LiveKey[]> => {
      reads += 1;
      if (away) throw new StoreUnavailableError('ECONNREFUSED');
      return [...stored];
    };
    keys = new KnownKeys({ listLive } as Pick<ApiKeyRepository, 'listLive'> as ApiKeyRepository);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('finds a key by the hash of its token and no other', async () => {
    expect(looksLikeToken(token)).toBe(true);
    expect(await keys.find(digest(token))).toEqual(key);
    expect(await keys.find(digest(newToken()))).toBeNull();
  });

  it('asks the store once for any number of requests at a time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => keys.find(digest(newToken()))));
    expect(reads).toBe(1);
  });

  it('knows what another node revoked within three seconds', async () => {
    await keys.find(key.hash);
    stored = [];
    jest.advanceTimersByTime(3_001);
    expect(await keys.find(key.hash)).toBeNull();
    expect(await keys.isValid(key.id)).toBe(false);
  });

  it('finds a key that another node has just created', async () => {
    stored = [];
    await keys.find(key.hash);
    stored = [key];
    jest.advanceTimersByTime(501);
    expect(await keys.find(key.hash)).toEqual(key);
  });

  it('lets a key expire at its moment', async () => {
    stored = [{ ...key, expiresAt: Date.now() + 1_000 }];
    expect(await keys.find(key.hash)).not.toBeNull();
    jest.advanceTimersByTime(1_000);
    expect(await keys.find(key.hash)).toBeNull();
  });

  it('goes on for half a minute without the store, then says that it cannot tell, and recovers', async () => {
    await keys.find(key.hash);
    away = true;
    jest.advanceTimersByTime(29_000);
    expect(await keys.find(key.hash)).toEqual(key);
    jest.advanceTimersByTime(2_000);
    await expect(keys.find(key.hash)).rejects.toThrow(StoreUnavailableError);
    away = false;
    jest.advanceTimersByTime(1_000);
    expect(await keys.find(key.hash)).toEqual(key);
  });

  it('reads again at once after a change on this node, whatever was being read', async () => {
    const before = keys.find(key.hash);
    stored = [];
    keys.forget();
    await before;
    expect(await keys.find(key.hash)).toBeNull();
  });
});
