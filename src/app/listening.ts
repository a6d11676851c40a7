import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Env } from '../platform/config/env.js';
import { InvalidEnvironmentError } from '../platform/config/parse-env.js';

type Place = Pick<Env, 'PORT' | 'HOST'>;

const SENTENCES: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ PORT, HOST }) => `The port ${PORT} of ${HOST} is in use by another process: set PORT to a free one`,
  EACCES: ({ PORT }) =>
    `The server may not use the port ${PORT}: set PORT to one from 1024 on, or give it the capability CAP_NET_BIND_SERVICE`,
  EADDRNOTAVAIL: ({ HOST }) => notHere(HOST),
  ENOTFOUND: ({ HOST }) => notHere(HOST),
  EAI_AGAIN: ({ HOST }) => `HOST ${HOST} cannot be looked up now: set HOST to an address of this machine`,
};

/**
 * Listens for a moment, before the start of anything that takes longer.
 * @throws InvalidEnvironmentError when the server cannot listen there.
 */
export async function assertListenable(place: Place): Promise<void> {
  const server = createServer();
  try {
    server.listen({ port: place.PORT, host: place.HOST });
    await once(server, 'listening');
  } catch (error) {
    throw asListenFault(error, place);
  }
  server.close();
  await once(server, 'close');
}

/** A failure to listen as a sentence that names its variable; any other error as it is. */
export function asListenFault(error: unknown, place: Place): unknown {
  const { code, syscall } = error as { readonly code?: string; readonly syscall?: string };
  if (code === undefined || !['listen', 'bind', 'getaddrinfo'].includes(syscall ?? '')) return error;
  const sentence =
    SENTENCES[code] ??
    (({ PORT, HOST }: Place) => `The server cannot listen on ${HOST}, port ${PORT} (${code}): check HOST and PORT`);
  return new InvalidEnvironmentError([sentence(place)]);
}

function notHere(host: string): string {
  return `HOST ${host} is not an address of this machine: set HOST to one, such as 127.0.0.1, or to 0.0.0.0 for all of them`;
}
