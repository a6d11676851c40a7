import { once } from 'node:events';
import { connect } from 'node:net';
import { codeOf } from '../store-error.js';
import { nameOf, postgresAddressOf } from './database-address.js';
import { capitalised } from './permanent-fault.js';

/** Postgres' SSLRequest: its length, and its code. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
const DECLINED = 'N';
const ANSWER_MS = 5_000;
/** How a connection ends whose TLS handshake a database without TLS takes for nonsense. */
const BROKEN_OFF = new Set(['ECONNRESET', 'CONNECTION_CLOSED', 'EPIPE']);

/**
 * Throws a failed connection's error on, or says that the database does not speak the TLS that its URL demands: the driver
 * begins the handshake nevertheless, and sees only the end of the connection.
 * @param url null: there is none, and no TLS.
 */
export async function explainMissingTls(error: unknown, url: string | null): Promise<never> {
  if (url !== null && BROKEN_OFF.has(codeOf(error) ?? '') && demandsTls(url) && (await declinesTls(url))) {
    const database = capitalised(nameOf(postgresAddressOf(url)));
    // Without its cause, whose code would pass for a fault that may pass.
    throw new Error(
      `${database} does not offer TLS. Switch TLS on there, or remove sslmode from DATABASE_URL to connect without encryption.`,
    );
  }
  throw error;
}

function demandsTls(url: string): boolean {
  const mode = /[?&](?:sslmode|ssl)=([^&]*)/.exec(url)?.[1] ?? 'disable';
  return !['disable', 'false', 'prefer'].includes(mode);
}

/** Asks the first host; without an answer there is nothing to say. */
async function declinesTls(url: string): Promise<boolean> {
  const [, host = '', port = ''] = /^\[?([^,\]]*?)\]?:(\d+)/.exec(postgresAddressOf(url).host ?? '') ?? [];
  if (host === '') return false;
  const socket = connect({ host, port: Number(port) });
  try {
    socket.write(SSL_REQUEST);
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_MS) })) as [Buffer];
    return answer.toString('latin1') === DECLINED;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
