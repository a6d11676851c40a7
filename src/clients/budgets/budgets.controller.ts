import { Body, Controller, Delete, Get, Param, Put, Req } from '@nestjs/common';
import type { Request } from 'express';
import { noteChange } from '../../http/audit/audited-changes.js';
import { Scope } from '../../http/access/scope.js';
import { Describe } from '../../http/description/describe.js';
import { Concerns } from '../../http/reach/concerns.js';
import { IdPipe } from '../../http/validation/is-id.js';
import type { Budget } from './budget.js';
import { BudgetsService } from './budgets.service.js';
import { BudgetAnswer } from './dto/budget.answer.js';
import { SetBudgetDto } from './dto/set-budget.dto.js';

@Concerns({ id: 'client' })
@Controller('clients/:id/budget')
export class BudgetsController {
  constructor(private readonly budgets: BudgetsService) {}

  @Scope('read')
  @Describe({
    id: 'getBudget',
    summary: 'What a client may spend in a month, and has',
    answer: BudgetAnswer,
    codes: ['no_budget'],
  })
  @Get()
  get(@Param('id', IdPipe) clientId: string): Promise<Budget> {
    return this.budgets.get(clientId);
  }

  @Scope('clients')
  @Describe({
    id: 'setBudget',
    summary: 'Sets what a client may spend in a month',
    answer: BudgetAnswer,
    examples: { budget: { monthlyUsd: 200, warnAtPercent: 80 } },
  })
  @Put()
  async set(
    @Param('id', IdPipe) clientId: string,
    @Body() body: SetBudgetDto,
    @Req() request: Request,
  ): Promise<Budget> {
    const { before, after } = await this.budgets.set(clientId, body);
    for (const setting of ['monthly_usd', 'warn_at_percent'] as const) {
      const [from, to] = [before?.[setting] ?? null, after[setting]];
      if (from !== to) noteChange(request, setting, { from, to });
    }
    return after;
  }

  @Scope('clients')
  @Describe({
    id: 'removeBudget',
    summary: 'Lets a client spend without a budget',
    answer: BudgetAnswer,
    codes: ['no_budget'],
  })
  @Delete()
  async remove(@Param('id', IdPipe) clientId: string, @Req() request: Request): Promise<Budget> {
    const removed = await this.budgets.remove(clientId);
    noteChange(request, 'monthly_usd', { from: removed.monthly_usd, to: null });
    return removed;
  }
}
