import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { ClientRepository } from '../client.repository.js';
import type { Budget } from './budget.js';
import { BudgetRepository } from './budget.repository.js';
import type { SetBudgetDto } from './dto/set-budget.dto.js';

/** What clients may spend in a month. */
@Injectable()
export class BudgetsService {
  private readonly logger = new Logger(BudgetsService.name);

  constructor(
    private readonly clients: ClientRepository,
    private readonly budgets: BudgetRepository,
  ) {}

  /** @throws DomainError `not_found`: there is no such client, or it has no budget. */
  async get(clientId: string): Promise<Budget> {
    return (await this.budgets.find(clientId)) ?? this.refuse(clientId);
  }

  /** Counts at once: for what was spent in this month before, too. @throws DomainError `not_found`. */
  async set(
    clientId: string,
    { monthlyUsd, warnAtPercent }: SetBudgetDto,
  ): Promise<{ before: Budget | null; after: Budget }> {
    const before = await this.budgets.find(clientId);
    const after = await this.budgets.set(clientId, monthlyUsd, warnAtPercent);
    if (!after) throw DomainError.notFound('Client', clientId);
    this.logger.log(`client ${clientId}: may spend ${monthlyUsd} US dollars in a month`);
    return { before, after };
  }

  /** Answers what it was. @throws DomainError as {@link get} does. */
  async remove(clientId: string): Promise<Budget> {
    const removed = (await this.budgets.remove(clientId)) ?? (await this.refuse(clientId));
    this.logger.log(`client ${clientId}: has no budget any more`);
    return removed;
  }

  private async refuse(clientId: string): Promise<never> {
    if (!(await this.clients.find(clientId))) throw DomainError.notFound('Client', clientId);
    throw new DomainError('not_found', 'no_budget', `Client ${clientId} has no budget`);
  }
}
