import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { PriceList } from './price-list.js';
import type { UsageGroup } from './usage-group.js';
import { toUsageRange } from './usage-range.js';
import { UsageNames } from './usage-names.js';
import { toUsageReport, type UsageReport } from './usage-report.js';
import { UsageRepository } from './usage.repository.js';

export interface UsageQuestion {
  readonly groupBy: UsageGroup;
  readonly from?: string;
  readonly to?: string;
}

/** What was used and what it cost, from the ledger. */
@Injectable()
export class UsageService {
  constructor(
    private readonly ledger: UsageRepository,
    private readonly names: UsageNames,
    private readonly prices: PriceList,
  ) {}

  /** @param clientIds null: of all clients. @throws DomainError for a range that is none. */
  async report({ groupBy, from, to }: UsageQuestion, clientIds: readonly string[] | null): Promise<UsageReport> {
    const range = toUsageRange(from, to);
    const sums = await this.ledger.sums(range, groupBy, clientIds);
    return toUsageReport(sums, groupBy, range, await this.names.of(sums, groupBy), this.prices);
  }

  /** @throws DomainError for a client that never was. */
  async reportOfClient(clientId: string, question: UsageQuestion): Promise<UsageReport> {
    const report = await this.report(question, [clientId]);
    if (report.rows.length > 0 || (await this.names.hasClient(clientId))) return report;
    throw DomainError.notFound('Client', clientId);
  }
}
