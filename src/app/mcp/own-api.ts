import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { REQUEST_ID } from '../../http/request-id/request-id.js';
import type { Operation } from './described-tools.js';

/** On whose behalf a call is made. */
export interface OnBehalf {
  /** The `Authorization` header of the caller. */
  readonly authorization: string;
  readonly requestId: string;
}

export interface OwnAnswer {
  readonly isRefusal: boolean;
  readonly body: unknown;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Calls this server's own API as its caller would: scopes, rules, limits and the audit log then hold for tools because they hold
 * for requests.
 */
@Injectable()
export class OwnApi {
  constructor(private readonly adapters: HttpAdapterHost) {}

  async call({ method, path, query }: Operation, values: Values, caller: OnBehalf): Promise<OwnAnswer> {
    const inPath = new Set<string>();
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      inPath.add(name);
      return encodeURIComponent(String(values[name]));
    });
    const rest = Object.entries(values).filter(([name]) => !inPath.has(name));
    // What the operation does not know goes where it is refused by name.
    const isAsked = (name: string): boolean => method === 'GET' || query.includes(name);
    const asked = rest.filter(([name]) => isAsked(name));
    const body = rest.filter(([name]) => !isAsked(name));
    const hasBody = body.length > 0;
    const response = await fetch(`${this.address()}${filled}${queryOf(asked)}`, {
      method,
      headers: {
        authorization: caller.authorization,
        [REQUEST_ID]: caller.requestId,
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
      },
      ...(hasBody ? { body: JSON.stringify(Object.fromEntries(body)) } : {}),
    });
    return { isRefusal: !response.ok, body: await response.json() };
  }

  private address(): string {
    const { address, family, port } = this.adapters.httpAdapter.getHttpServer().address() as AddressInfo;
    if (address === '0.0.0.0') return `http://127.0.0.1:${port}`;
    if (address === '::') return `http://[::1]:${port}`;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }
}

/** Lists are separated by commas, a member of an object is `name[key]`. */
function queryOf(values: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of values) {
    if (Array.isArray(value)) query.set(name, value.join(','));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) query.set(`${name}[${key}]`, String(member));
    } else if (value !== undefined && value !== null) query.set(name, `${value as string | number | boolean}`);
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}
