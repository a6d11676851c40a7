import { describe, expect, it } from '@jest/globals';
import type { PostgrestResponse, PostgrestSingleResponse } from '@supabase/supabase-js';
import { isStoreUnavailable, StoreError, StoreUnavailableError } from './store-error.js';
import { unwrap, unwrapPage } from './unwrap.js';

function failure(code: string, message = '', status = 400, details: string | null = null) {
  return { data: null, error: { code, message, details, hint: null }, count: null, status, statusText: '' } as unknown;
}

function thrownFor(code: string, message?: string, status?: number): unknown {
  try {
    unwrap(failure(code, message, status) as PostgrestSingleResponse<unknown>);
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('unwrap', () => {
  it('returns the data, null included', () => {
    const answer = { data: null, error: null, count: null, status: 200, statusText: '' } as unknown;
    expect(unwrap(answer as PostgrestSingleResponse<unknown>)).toBeNull();
  });

  it.each([
    'ECONNREFUSED',
    'ENOENT',
    'CONNECTION_CLOSED',
    'CONNECT_TIMEOUT',
    '08006',
    '57P01',
    '57P03',
    '53300',
    'PGRST001',
    'PGRST301',
    'PGRST303',
  ])('says for %s that the store is not available', (code) => {
    expect(thrownFor(code, 'x', 500)).toBeInstanceOf(StoreUnavailableError);
  });

  it.each([0, 401, 402, 429, 502, 503, 504, 520, 521, 522, 523, 524, 525, 540, 544])(
    'says for HTTP %d without a code that the store is not available',
    (status) => {
      expect(thrownFor('', 'TypeError: fetch failed', status)).toBeInstanceOf(StoreUnavailableError);
    },
  );

  it('carries the SQLSTATE and the constraint of a refused statement', () => {
    const error = thrownFor('23505', 'duplicate key value violates unique constraint "jobs_key"', 409);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: '23505', constraint: 'jobs_key' });
    expect(isStoreUnavailable(error)).toBe(false);
  });

  it.each([
    ['22P02', 'invalid input syntax for type uuid: "s3cret"'],
    ['PGRST100', '"failed to parse filter (s3cret)"'],
    ['', 's3cret'],
  ])('does not repeat values that %s quotes', (code, message) => {
    expect(String(thrownFor(code, message))).not.toContain('s3cret');
  });
});

describe('unwrapPage', () => {
  it('returns rows and total', () => {
    const answer = { data: [1, 2], error: null, count: 7, status: 206, statusText: '' } as unknown;
    expect(unwrapPage(answer as PostgrestResponse<number>)).toEqual({ rows: [1, 2], total: 7 });
  });

  it('takes a page behind the end for an empty one', () => {
    const answer = failure('PGRST103', '', 416, 'An offset of 10 was requested, but there are only 4 rows.');
    expect(unwrapPage(answer as PostgrestResponse<number>)).toEqual({ rows: [], total: 4 });
  });

  it('throws like unwrap otherwise', () => {
    expect(() => unwrapPage(failure('57P01') as PostgrestResponse<number>)).toThrow(StoreUnavailableError);
  });
});

describe('isStoreUnavailable', () => {
  it('knows errors of drivers and of fetch', () => {
    expect(isStoreUnavailable(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toBe(true);
    const cause = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(isStoreUnavailable(new TypeError('fetch failed', { cause }))).toBe(true);
    expect(isStoreUnavailable(new Error('bug'))).toBe(false);
    expect(isStoreUnavailable(undefined)).toBe(false);
  });
});
