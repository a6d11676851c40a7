import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, buildConnector } from 'undici';
import { Env } from '../../platform/config/env.js';
import { isAddress, isPublicAddress } from './addresses.js';

const CONNECT_MS = 10_000;
/** Longer than receivers usually keep a connection there is nothing to gain, in milliseconds. */
const KEEP_ALIVE_MS = 4_000;

type Answer = (error: NodeJS.ErrnoException | null, address?: string | LookupAddress[], family?: number) => void;
type Lookup = (host: string, options: LookupOptions, answer: Answer) => void;

/** An address that no request of ours may reach. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(host: string) {
    super(`${host} is not an address of the public internet: set WEBHOOK_ALLOW_PRIVATE=true if it shall be reached`);
  }
}

/**
 * Connections to receivers. Each address is judged when the connection is made, after the name was resolved: a name that was
 * harmless when the endpoint was created may lead elsewhere by now. undici opens them because its connector can be wrapped:
 * a literal address is never looked up, and so must be judged before.
 */
@Injectable()
export class GuardedConnections implements OnApplicationShutdown {
  readonly agent: Agent;

  constructor(env: Env) {
    this.agent = guardedAgent(env.WEBHOOK_ALLOW_PRIVATE);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }
}

/** @param resolve how names are looked up; tests have their own. */
export function guardedAgent(allowsPrivate: boolean, resolve: Lookup = systemLookup): Agent {
  const common = { timeout: CONNECT_MS };
  const connect = allowsPrivate
    ? buildConnector({ ...common, lookup: resolve as never })
    : guarded(buildConnector({ ...common, lookup: guardedLookup(resolve) as never }));
  return new Agent({ connect, keepAliveTimeout: KEEP_ALIVE_MS, keepAliveMaxTimeout: KEEP_ALIVE_MS, pipelining: 1 });
}

function guarded(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    if (isAddress(options.hostname) && !isPublicAddress(options.hostname))
      callback(new AddressRefused(options.hostname), null);
    else connect(options, callback);
  };
}

/** Refuses a name as soon as one of its addresses is refused: the choice among them is not ours. */
export function guardedLookup(resolve: Lookup): Lookup {
  return (host, options, answer) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      const addresses = (found ?? []) as LookupAddress[];
      const [first] = addresses;
      if (error || first === undefined) answer(error ?? new Error(`${host} has no address`));
      else if (!addresses.every(({ address }) => isPublicAddress(address))) answer(new AddressRefused(host));
      else if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
}
