import { codeOf } from '../store-error.js';
import { type DatabaseAddress, nameOf } from './database-address.js';

/** What to check when Postgres, or a pooler before it, refuses a connection; by SQLSTATE. */
const CHECKS: Readonly<Record<string, string>> = {
  '28P01': 'its user name and password',
  '28000': 'its user name and sslmode, and whom the database admits from this machine (pg_hba.conf)',
  '3D000': 'the name of the database at its end',
  '08P01': 'its user name and the name of the database at its end',
  '42501': 'its user, who may not connect to this database',
  '42704': 'the parameters after its question mark',
  '22023': 'the parameters after its question mark',
};
/** Starting, stopping or full: about the state of the server, not about who connects. */
const PASSING_STATE = /^(08(?!P01)|53|57|58)/;
/** Poolers have one code for everything, so their words must tell. */
const POOLER_STATE = /^(08P01|XX000)$/;
const PASSING_WORDS = /try again|cannot connect|time(d )?out|max ?client|too many|no more connections/i;
const UNTRUSTED = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|HOSTNAME_MISMATCH|ERR_TLS_CERT_)/;
const NO_TLS_IN_COMMON = /^(EPROTO|ERR_SSL_)/;

/** Why a database cannot be used until somebody changes something, and what, in sentences; null: the fault may pass. */
export function permanentFaultOf(error: unknown, address: DatabaseAddress): string | null {
  const code = codeOf(error);
  if (code === null) return null;
  if (UNTRUSTED.test(code)) return untrusted(code, address);
  if (NO_TLS_IN_COMMON.test(code)) {
    return `${capitalised(nameOf(address))} and this server cannot agree on TLS (${code}). Check ${address.variable}${sslmodeOf(address)}.`;
  }
  return isRefusal(code, error) ? refused(code, error, address) : null;
}

/** Only a refused connection is FATAL; an error of a statement has the same codes, and is not about the address. */
function isRefusal(code: string, error: unknown): boolean {
  const { severity } = error as { readonly severity?: unknown };
  if (severity === undefined) return /^(28|3D000)/.test(code);
  if (severity !== 'FATAL' || PASSING_STATE.test(code)) return false;
  return !POOLER_STATE.test(code) || !PASSING_WORDS.test((error as Error).message);
}

function refused(code: string, error: unknown, address: DatabaseAddress): string {
  const isInItsWords = typeof error === 'object' && error !== null && 'severity' in error && error instanceof Error;
  const words = isInItsWords ? `: ${error.message} (${code})` : ` (${code})`;
  const check = CHECKS[code];
  const cure = `Check ${address.variable}${check === undefined ? '' : `: ${check}`}.`;
  return `${capitalised(nameOf(address))} refuses the connection${words}. ${cure}`;
}

function untrusted(code: string, address: DatabaseAddress): string {
  const unchecked =
    address.variable === 'DATABASE_URL' ? ', or sslmode=require in DATABASE_URL to encrypt without checking it' : '';
  return (
    `${capitalised(nameOf(address))} has a certificate that this server does not trust (${code}). ` +
    `Check the host name, and set NODE_EXTRA_CA_CERTS, before the server starts, to the certificate of its authority${unchecked}.`
  );
}

function sslmodeOf({ variable }: DatabaseAddress): string {
  return variable === 'DATABASE_URL' ? ' and its sslmode' : '';
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
