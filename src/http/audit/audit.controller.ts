import { Controller, Get, Query } from '@nestjs/common';
import { Concerns } from '../reach/concerns.js';
import { Scope } from '../access/scope.js';
import type { StoredAuditEntry } from './audit-entry.js';
import { AuditRepository } from './audit.repository.js';
import { AuditTrail } from './audit-trail.js';
import { ListAuditQuery } from './dto/list-audit.query.js';
import { Describe } from '../description/describe.js';
import { AuditPageAnswer } from './dto/audit.answers.js';

@Scope('admin')
@Concerns('server')
@Controller('admin/audit')
export class AuditController {
  constructor(
    private readonly entries: AuditRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** In order of `seq`; `next_after` is null when there is nothing newer. Stores this server's waiting entries first. */
  @Describe({ id: 'listAuditEntries', summary: 'Who changed what, and who was refused', answer: AuditPageAnswer })
  @Get()
  async list(@Query() query: ListAuditQuery): Promise<{ entries: StoredAuditEntry[]; next_after: number | null }> {
    await this.trail.write();
    if (query.after === undefined) return { entries: await this.entries.newest(query.limit), next_after: null };
    const entries = await this.entries.page(query.after, query.limit);
    return { entries, next_after: entries.length === query.limit ? (entries.at(-1)?.seq ?? null) : null };
  }
}
