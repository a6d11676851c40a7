import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refusalOf } from '../access/access-refusal.js';
import { callerOf } from '../access/caller.js';
import { remoteAddressOf } from '../access/remote-address.js';
import { isId } from '../common/is-id.js';
import { createdIdOf } from '../idempotency/reserved-id.js';
import { NodeIdentity } from '../store/node-identity.js';
import { AuditTrail } from './audit-trail.js';

const READING = new Set(['GET', 'HEAD']);

/** Looks at each request when it is over, and records it when it was to change something or was refused. */
@Injectable()
export class AuditObserver {
  constructor(
    private readonly trail: AuditTrail,
    private readonly node: NodeIdentity,
  ) {}

  observe(request: Request, response: Response): void {
    const at = new Date().toISOString();
    // Asked for now: the address of a connection that has been cut off is gone.
    const address = remoteAddressOf(request);
    response.once('close', () => {
      if (!isRecorded(request)) return;
      const caller = callerOf(request);
      this.trail.record({
        at,
        node: this.node.id,
        caller: caller?.name ?? null,
        key_id: caller?.keyId ?? null,
        method: request.method,
        route: routeOf(request),
        ids: idsOf(request, response),
        status: response.writableFinished ? response.statusCode : null,
        remote_address: address,
      });
    });
  }
}

function isRecorded(request: Request): boolean {
  const refusal = refusalOf(request);
  if (refusal) return refusal.isRecorded;
  return callerOf(request) !== null && !READING.has(request.method);
}

function routeOf(request: Request): string | null {
  const route: unknown = request.route;
  const path: unknown = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  return typeof path === 'string' ? path : null;
}

/** What is no id may be anything. */
function idsOf(request: Request, response: Response): Record<string, string> {
  const named = Object.entries(request.params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isId(entry[1]),
  );
  const created = response.statusCode < 300 ? createdIdOf(request) : null;
  return { ...Object.fromEntries(named), ...(created === null ? {} : { created }) };
}
