import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, narrowed, type Reach } from '../../http/reach/reach.js';
import { Scope } from '../../http/access/scope.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { ShowClientUsageQuery, ShowUsageQuery } from './dto/show-usage.query.js';
import { toUsageCsv } from './usage-csv.js';
import type { UsageReport } from './usage-report.js';
import { UsageService } from './usage.service.js';
import { Describe } from '../../http/description/describe.js';
import { UsageAnswer } from './dto/usage.answer.js';

const CSV = { 'text/csv': { type: 'string' } };

/** What was used and what it cost: as JSON, or with `Accept: text/csv` as a table. */
@Scope('read')
@Concerns('reached')
@Controller()
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Describe({
    id: 'getUsage',
    summary: 'What was used, and what it cost',
    description: 'With `Accept: text/csv` as a table.',
    answer: UsageAnswer,
    otherContents: CSV,
  })
  @Get('usage')
  async show(
    @Query() query: ShowUsageQuery,
    @CurrentReach() reach: Reach | null,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UsageReport | string> {
    return answer(request, response, await this.usage.report(query, narrowed(reach, query.clientId ?? null)));
  }

  @Describe({
    id: 'getClientUsage',
    summary: 'What was used for one client, and what it cost',
    description: 'With `Accept: text/csv` as a table.',
    answer: UsageAnswer,
    otherContents: CSV,
  })
  @Concerns({ id: 'client' })
  @Get('clients/:id/usage')
  async showOfClient(
    @Param('id', IdPipe) id: string,
    @Query() query: ShowClientUsageQuery,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UsageReport | string> {
    return answer(request, response, await this.usage.reportOfClient(id, query));
  }
}

function answer(request: Request, response: Response, report: UsageReport): UsageReport | string {
  response.vary('Accept');
  if (request.accepts(['json', 'csv']) !== 'csv') return report;
  response.type('text/csv; charset=utf-8').attachment('usage.csv');
  return toUsageCsv(report);
}
