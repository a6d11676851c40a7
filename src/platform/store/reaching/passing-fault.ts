import { codeOf } from '../store-error.js';

/** Faults of a connection that may pass, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this host',
  ETIMEDOUT: 'it does not answer',
  CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  ECONNRESET: 'it closes the connection',
  CONNECTION_CLOSED: 'it closes the connection',
  UND_ERR_SOCKET: 'it closes the connection',
  ENOENT: 'there is no such socket',
  '57P03': 'it is starting or stopping',
  '57P01': 'it is stopping',
  '53300': 'it has too many connections',
};

/** What keeps the database from answering, such as `nothing listens there (ECONNREFUSED)`. */
export function passingFaultOf(error: unknown): string {
  const code = codeOf(error) ?? 'no answer';
  const words = WORDS[code];
  return words === undefined ? code : `${words} (${code})`;
}
