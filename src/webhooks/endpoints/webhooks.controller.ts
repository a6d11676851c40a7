import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { type Caller, CurrentCaller, keyNameOf } from '../../http/access/caller.js';
import { Concerns } from '../../http/reach/concerns.js';
import { CurrentReach, type Reach, reachOf } from '../../http/reach/reach.js';
import { BoundScope, Scope } from '../../http/access/scope.js';
import { noteChanges } from '../../http/audit/audited-changes.js';
import { Describe } from '../../http/description/describe.js';
import { PageQuery } from '../../http/paging/page.query.js';
import { IdPipe } from '../../http/validation/is-id.js';
import { ChangeWebhookDto } from './dto/change-webhook.dto.js';
import { CreateWebhookDto } from './dto/create-webhook.dto.js';
import { WebhookAnswer, WebhookListAnswer, WebhookTestAnswer, WebhookWithSecretAnswer } from './dto/webhook.answers.js';
import type { Webhook, WebhookWithSecret } from './webhook.js';
import { type TestResult, WebhookTest } from './webhook-test.js';
import { type WebhookPage, WebhooksService } from './webhooks.service.js';

/** What the audit log says of a change. Not the URL: its path may be a secret of the receiver. */
const AUDITED = ['active', 'client_id'] as const;

/** Endpoints. POST ignores `Idempotency-Key`: the response holds the secret, which no other answer shows. */
@Scope('admin')
@Concerns({ id: 'webhook' })
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly tests: WebhookTest,
  ) {}

  @Describe({ id: 'listWebhooks', summary: 'Lists webhooks, oldest first', answer: WebhookListAnswer })
  @Scope('read')
  @Concerns('reached')
  @Get()
  list(@Query() { limit, cursor }: PageQuery, @CurrentReach() reach: Reach | null): Promise<WebhookPage> {
    return this.webhooks.list(limit, cursor ?? null, reach);
  }

  @Describe({ id: 'getWebhook', summary: 'Shows a webhook, without its secret', answer: WebhookAnswer })
  @Scope('read')
  @Get(':id')
  get(@Param('id', IdPipe) id: string): Promise<Webhook> {
    return this.webhooks.get(id);
  }

  @Describe({
    id: 'createWebhook',
    summary: 'Creates a webhook; its secret is shown only now',
    status: 201,
    answer: WebhookWithSecretAnswer,
    codes: ['not_found', 'too_many_webhooks'],
    examples: {
      all: { url: 'https://pm.example.com/hooks/jobs' },
      ends: { url: 'https://pm.example.com/hooks/ends', events: ['job.completed', 'job.failed', 'job.cancelled'] },
    },
  })
  @BoundScope('clients')
  @Concerns('reached')
  @Post()
  create(@Body() body: CreateWebhookDto, @CurrentCaller() caller: Caller): Promise<WebhookWithSecret> {
    return this.webhooks.create(body, keyNameOf(caller), reachOf(caller));
  }

  @Describe({
    id: 'changeWebhook',
    summary: 'Changes a webhook, or switches it on or off',
    answer: WebhookAnswer,
    examples: { on: { active: true } },
  })
  @BoundScope('clients')
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeWebhookDto,
    @CurrentReach() reach: Reach | null,
    @Req() request: Request,
  ) {
    const { before, webhook } = await this.webhooks.change(id, body, reach);
    noteChanges(request, before, webhook, AUDITED);
    return webhook;
  }

  @Describe({ id: 'removeWebhook', summary: 'Removes a webhook and its deliveries', answer: WebhookAnswer })
  @BoundScope('clients')
  @Delete(':id')
  remove(@Param('id', IdPipe) id: string): Promise<Webhook> {
    return this.webhooks.remove(id);
  }

  @Describe({
    id: 'rotateWebhookSecret',
    summary: 'Gives a webhook another secret; the former one signs too for 24 hours',
    answer: WebhookWithSecretAnswer,
  })
  @BoundScope('clients')
  @Post(':id/rotate-secret')
  @HttpCode(200)
  rotateSecret(@Param('id', IdPipe) id: string): Promise<WebhookWithSecret> {
    return this.webhooks.rotateSecret(id);
  }

  @Describe({
    id: 'testWebhook',
    summary: 'Sends the event `webhook.test` at once, also to a webhook that is switched off',
    answer: WebhookTestAnswer,
  })
  @BoundScope('clients')
  @Post(':id/test')
  @HttpCode(200)
  test(@Param('id', IdPipe) id: string): Promise<TestResult> {
    return this.tests.run(id);
  }
}
