import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Concerns } from '../../../http/reach/concerns.js';
import { Scope } from '../../../http/access/scope.js';
import { Describe } from '../../../http/description/describe.js';
import { IdPipe } from '../../../http/validation/is-id.js';
import { PlanAnsweredAnswer } from '../dto/plan.answers.js';
import { ApprovePlanDto, RejectPlanDto } from '../dto/plan-answer.dto.js';
import { PlansService } from './plans.service.js';

@Scope('jobs')
@Concerns({ id: 'job' })
@Controller('jobs')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Describe({
    id: 'approvePlan',
    summary: 'Approves the plan of a job, whose work begins then',
    answer: PlanAnsweredAnswer,
    codes: ['job_not_awaiting_approval'],
    examples: { answer: { message: 'Leave the old route in place' } },
  })
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Param('id', IdPipe) id: string, @Body() { message }: ApprovePlanDto) {
    await this.plans.answer(id, { approved: true, message: message ?? null });
    return { id, approved: true };
  }

  @Describe({
    id: 'rejectPlan',
    summary: 'Rejects the plan of a job: Claude makes another',
    answer: PlanAnsweredAnswer,
    codes: ['job_not_awaiting_approval'],
    examples: { answer: { message: 'Do it without a new dependency' } },
  })
  @Post(':id/reject')
  @HttpCode(200)
  async reject(@Param('id', IdPipe) id: string, @Body() { message }: RejectPlanDto) {
    await this.plans.answer(id, { approved: false, message });
    return { id, approved: false };
  }
}
