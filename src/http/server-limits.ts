import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { refusalText } from './broken-requests.js';

/** Until the headers of a request are complete, from its first byte or, on a new connection, from its opening. */
const HEADERS_MS = 15_000;
/** Until a request is complete: 2 MB over a poor line. Answers, and so streams, may take any time. */
const REQUEST_MS = 60_000;
/** Idle between two requests: longer than usual proxies keep theirs, or they would send into a connection just closed. */
const KEEP_ALIVE_MS = 75_000;
/** How often the first two are looked at; Node's own 30 s would double them. */
const CHECK_MS = 5_000;
/** How long a closing server still works at answers. */
const LAST_ANSWERS_MS = 2_000;
/** Connections beside those of streams. */
const PLAIN_CONNECTIONS = 1_000;
const DROP_NOTICE_MS = 60_000;

/** Bounds what a connection may cost before the application sees a request. Must be called before the server listens. */
export function limitServer(server: Server, maxStreams: number): void {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = maxStreams + PLAIN_CONNECTIONS;
  // Options of http.createServer, which Nest calls without any. Requests without Host get their answer from request-limits.
  Object.assign(server, { connectionsCheckingInterval: CHECK_MS, requireHostHeader: false });
  server.on('checkExpectation', ({ socket }: IncomingMessage) =>
    socket.end(refusalText(417, 'The only known expectation is 100-continue')),
  );
  server.on('connect', (_: IncomingMessage, socket: Duplex) => socket.end(refusalText(405, 'This server is no proxy')));
  tellOfDrops(server);
  letGoWhenClosing(server);
}

/**
 * A closing server ends the connections that are idle at that moment; one with an answer under way would be kept alive after
 * it. One on which no request was ever completed is not idle to Node 20, which also stops looking at its age: it would be
 * waited for without end. Browsers and pools open such connections ahead of time.
 */
function letGoWhenClosing(server: Server): void {
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

function tellOfDrops(server: Server): void {
  const logger = new Logger('Http');
  let saidAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    if (performance.now() - saidAt < DROP_NOTICE_MS) return;
    saidAt = performance.now();
    logger.warn(`connections are refused: ${server.maxConnections} are open`);
  });
}
