import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { StoreUnavailableError } from '../store-error.js';
import { databaseAddressOf } from './database-address.js';
import { whenReachable } from './when-reachable.js';

const DATABASE = databaseAddressOf({ SUPABASE_URL: null, DATABASE_URL: 'postgres://u:p@db.example/x' });
const PROJECT = databaseAddressOf({ SUPABASE_URL: 'https://abc.supabase.co', DATABASE_URL: null });
const OWN = databaseAddressOf({ SUPABASE_URL: null, DATABASE_URL: null });

const failing = (code: string, more: object = {}) => Object.assign(new Error('in its words'), { code, ...more });

describe('whenReachable', () => {
  let warned: string[];
  beforeEach(() => {
    warned = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((line: string) => void warned.push(line));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Fails as often as there are errors. */
  const after = (...errors: Error[]) => {
    return async () => {
      const error = errors.shift();
      if (error) throw error;
      return 'done';
    };
  };

  it('waits for what may pass, with a line at first that names host and variable', async () => {
    const work = after(...Array.from({ length: 5 }, () => failing('ECONNREFUSED')));
    expect(await whenReachable(work, DATABASE, { pauseMs: 1 })).toBe('done');
    expect(warned).toEqual([
      'the database at db.example:5432 (DATABASE_URL) cannot be reached: nothing listens there (ECONNREFUSED), trying again',
    ]);
  });

  it('says so again after a while', async () => {
    const work = after(...Array.from({ length: 3 }, () => failing('57P03')));
    await whenReachable(work, OWN, { pauseMs: 1, remindMs: 0 });
    expect(warned).toEqual(
      Array(3).fill('the database in DATA_DIR cannot be reached: it is starting or stopping (57P03), trying again'),
    );
  });

  it('gives up in the end, and says what to check', async () => {
    const work = () => Promise.reject(failing('ENOTFOUND'));
    await expect(whenReachable(work, PROJECT, { totalMs: 300, pauseMs: 350 })).rejects.toThrow(
      'The Supabase project at abc.supabase.co (SUPABASE_URL) cannot be reached: ' +
        'there is no host of this name (ENOTFOUND): check SUPABASE_URL',
    );
    expect(warned).toHaveLength(1);
  });

  it.each([
    ['28P01', 'FATAL', 'Check DATABASE_URL: its user name and password.'],
    ['28000', 'FATAL', 'Check DATABASE_URL: its user name and sslmode, and whom the database admits'],
    ['3D000', 'FATAL', 'Check DATABASE_URL: the name of the database at its end.'],
    ['08P01', 'FATAL', 'Check DATABASE_URL: its user name and the name of the database at its end.'],
    ['42501', 'FATAL', 'Check DATABASE_URL: its user, who may not connect to this database.'],
    ['42704', 'FATAL', 'Check DATABASE_URL: the parameters after its question mark.'],
    ['XX000', 'FATAL', 'refuses the connection: in its words (XX000). Check DATABASE_URL.'],
    ['28P01', undefined, 'refuses the connection (28P01). Check DATABASE_URL: its user name and password.'],
    ['SELF_SIGNED_CERT_IN_CHAIN', undefined, 'NODE_EXTRA_CA_CERTS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined, 'sslmode=require in DATABASE_URL to encrypt without checking it.'],
    ['CERT_HAS_EXPIRED', undefined, 'has a certificate that this server does not trust (CERT_HAS_EXPIRED)'],
    ['EPROTO', undefined, 'cannot agree on TLS (EPROTO). Check DATABASE_URL and its sslmode.'],
  ])('says at once that %s of severity %s will not pass', async (code, severity, sentence) => {
    const work = () => Promise.reject(failing(code, severity === undefined ? {} : { severity }));
    await expect(whenReachable(work, DATABASE)).rejects.toThrow(sentence);
    await expect(whenReachable(work, DATABASE)).rejects.toThrow('The database at db.example:5432 (DATABASE_URL) ');
    expect(warned).toEqual([]);
  });

  it.each(['no more connections allowed', 'pgbouncer cannot connect to server', 'query_wait_timeout'])(
    'waits when a pooler says "%s"',
    async (message) => {
      const busy = Object.assign(new Error(message), { code: '08P01', severity: 'FATAL' });
      expect(await whenReachable(after(busy), DATABASE, { pauseMs: 1 })).toBe('done');
    },
  );

  it.each([
    ['the certificate of a project', new StoreUnavailableError('SELF_SIGNED_CERT_IN_CHAIN')],
    ['a statement', failing('42501', { severity: 'ERROR' })],
    ['this server', new TypeError('a bug')],
  ])('does not speak of DATABASE_URL when the fault is that of %s', async (_what, error) => {
    await expect(whenReachable(() => Promise.reject(error), PROJECT)).rejects.not.toThrow('DATABASE_URL');
  });
});

describe('databaseAddressOf', () => {
  it.each([
    ['postgres://u:p@a.example,b.example:6000/x?sslmode=require', 'a.example:5432,b.example:6000'],
    ['postgresql://u:p%40q@[::1]:5433', '[::1]:5433'],
    ['postgres:///x', 'localhost:5432'],
    ['postgres://u@%2Fvar%2Frun%2Fpostgresql/x', '/var/run/postgresql'],
  ])('finds the hosts of %s', (url, host) => {
    expect(databaseAddressOf({ SUPABASE_URL: null, DATABASE_URL: url })).toEqual({ variable: 'DATABASE_URL', host });
  });
});
