import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Env } from '../../platform/config/env.js';
import { DomainError } from '../../platform/errors/domain-error.js';

/** Keeps pages in browsers from reaching the tools under a name that they have pointed at this server. */
@Injectable()
export class McpHosts {
  constructor(private readonly env: Env) {}

  /** @param host `Host` as sent. @param origin `Origin` as sent; programs send none. @throws DomainError `forbidden`. */
  assertAllowed(host: string | undefined, origin: string | undefined): void {
    const name = hostnameOf(`http://${host ?? ''}`);
    if (!this.isOwn(name)) {
      throw forbidden(`MCP clients do not reach this server as "${name}": add the name to MCP_HOSTS`);
    }
    if (origin === undefined || (this.env.CORS_ORIGINS ?? []).includes(origin)) return;
    throw forbidden('Pages of this origin may not use the tools: add it to CORS_ORIGINS');
  }

  /** Nobody can point an address somewhere else. */
  private isOwn(name: string): boolean {
    const bare = name.replace(/^\[(.*)\]$/, '$1');
    return isIP(bare) !== 0 || name === 'localhost' || name === this.env.HOST || this.env.MCP_HOSTS.includes(name);
  }
}

function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function forbidden(sentence: string): DomainError {
  return new DomainError('forbidden', 'forbidden', sentence);
}
