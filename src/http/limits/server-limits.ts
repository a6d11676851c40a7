import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { refusalText } from './broken-requests.js';

/** Time for the headers of a request, from its first byte or, on a new connection, from its opening. */
const HEADERS_MS = 15_000;
/** Time for a whole request: 2 MB over a slow line. Responses, and so streams, may take any time. */
const REQUEST_MS = 60_000;
/** Idle time between two requests: longer than common proxies use, or they would send into a connection just closed. */
const KEEP_ALIVE_MS = 75_000;
/** How often the first two limits are checked; Node's default of 30 s could double them. */
const CHECK_MS = 5_000;
/** How long a closing server may still finish responses. */
const LAST_ANSWERS_MS = 2_000;
/** Connections in addition to those of streams. */
const PLAIN_CONNECTIONS = 1_000;
const DROP_NOTICE_MS = 60_000;

/** Bounds what a connection may cost before the application sees a request. Must be called before the server listens. */
export function limitServer(server: Server, maxStreams: number): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = maxStreams + PLAIN_CONNECTIONS;
  // Options of http.createServer, which Nest calls without any. request-limits answers requests without Host.
  Object.assign(server, { connectionsCheckingInterval: CHECK_MS, requireHostHeader: false });
  server.on('checkExpectation', ({ socket }: IncomingMessage) =>
    socket.end(refusalText(417, 'The only supported expectation is 100-continue')),
  );
  server.on('connect', (_: IncomingMessage, socket: Duplex) =>
    socket.end(refusalText(405, 'This server is not a proxy')),
  );
  warnOfDrops(server);
  closeIdleWhenClosing(server);
}

/**
 * A closing server ends the connections that are idle at that moment; a connection with a response in progress would be kept
 * alive afterwards. A connection that never completed a request does not count as idle for Node, which also stops checking
 * its age, so the server would wait for it forever. Browsers and pools open such connections ahead of time.
 */
function closeIdleWhenClosing(server: Server): void {
  const close = server.close.bind(server);
  server.close = (whenClosed) => {
    setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS).unref();
    return close(whenClosed);
  };
  server.on('request', (_: IncomingMessage, response: ServerResponse) => {
    response.once('close', () => {
      if (!server.listening) server.closeIdleConnections();
    });
  });
}

function warnOfDrops(server: Server): void {
  const logger = new Logger('Http');
  let saidAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    if (performance.now() - saidAt < DROP_NOTICE_MS) return;
    saidAt = performance.now();
    logger.warn(`refusing connections: ${server.maxConnections} are open`);
  });
}
