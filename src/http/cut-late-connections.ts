import type { Server } from 'node:http';
import type { Shutdown } from '../common/shutdown.js';

/** How long connections have to come to an end once the server is closing, in milliseconds. */
const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 500;

/**
 * A closing server waits for each connection that is not idle, and Node looks after none of its time limits any more from
 * then on (20.20): who has opened one without a word, or has sent half a request, would be waited for without end.
 */
export function cutLateConnections(server: Server, { closes }: Shutdown): void {
  closes.addEventListener('abort', () => {
    let closingMs = 0;
    const look = (): void => {
      if (!server.listening) closingMs += LOOK_EVERY_MS;
      if (closingMs >= PATIENCE_MS) server.closeAllConnections();
    };
    setInterval(look, LOOK_EVERY_MS).unref();
  });
}
