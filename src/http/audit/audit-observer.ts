import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { refusalOf } from '../access/access-refusal.js';
import { callerOf } from '../access/caller.js';
import { remoteAddressOf } from '../access/remote-address.js';
import { requestIdOf } from '../request-id/request-id.js';
import { isId } from '../validation/is-id.js';
import { createdIdOf } from '../idempotency/reserved-id.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { NodeIdentity } from '../../platform/identity/node-identity.js';
import { changesOf, isLeftToInnerRequests } from './audited-changes.js';
import { AuditTrail } from './audit-trail.js';

const READING = new Set(['GET', 'HEAD']);

/** Looks at each request when it has ended, and records it if it could change something or was refused. */
@Injectable()
export class AuditObserver {
  constructor(
    private readonly trail: AuditTrail,
    private readonly node: NodeIdentity,
    private readonly redactor: Redactor,
  ) {}

  observe(request: Request, response: Response): void {
    const at = new Date().toISOString();
    // Read now: once a connection is cut off, its address is gone.
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
        changes: this.redactor.redactJson(changesOf(request)),
        status: response.writableFinished ? response.statusCode : null,
        remote_address: address,
        request_id: this.redactor.redact(requestIdOf(response)),
      });
    });
  }
}

function isRecorded(request: Request): boolean {
  const refusal = refusalOf(request);
  if (refusal) return refusal.isRecorded;
  return callerOf(request) !== null && !READING.has(request.method) && !isLeftToInnerRequests(request);
}

function routeOf(request: Request): string | null {
  const route: unknown = request.route;
  const path: unknown = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  return typeof path === 'string' ? path : null;
}

/** Leaves out everything that is not an id: it could be anything. */
function idsOf(request: Request, response: Response): Record<string, string> {
  const named = Object.entries(request.params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && isId(entry[1]),
  );
  const created = response.statusCode < 300 ? createdIdOf(request) : null;
  return { ...Object.fromEntries(named), ...(created === null ? {} : { created }) };
}
