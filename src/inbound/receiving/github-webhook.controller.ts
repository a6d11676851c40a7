import { Body, Controller, Headers, HttpCode, Post, Req, Res, UnsupportedMediaTypeException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Scope } from '../../http/access/scope.js';
import { SignatureRefusal } from '../../http/limits/signature-refusal.js';
import { Describe } from '../../http/description/describe.js';
import { RawBodies } from '../../http/limits/raw-bodies.js';
import { isId } from '../../http/validation/is-id.js';
import { keyTextsIn } from '../../platform/config/forms/encryption-keys.js';
import { Env } from '../../platform/config/env.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Inbox } from '../working/inbox.js';
import { GithubDeliveryAnswer } from './dto/github-delivery.answer.js';
import { newsOf } from './news.js';
import { isSigned } from './signature.js';

const NOT_SIGNED = 'X-Hub-Signature-256 is not the signature of this body by GITHUB_WEBHOOK_SECRET';
const UNSIGNED =
  'X-Hub-Signature-256 is missing: set the secret of the webhook at GitHub to the one in GITHUB_WEBHOOK_SECRET';

/** What GitHub sends with a delivery. */
type DeliveryHeaders = Readonly<Record<string, string | undefined>>;

/** Open to everybody, since GitHub has no token: what counts is the signature. */
@Scope('public')
@Controller('github')
export class GithubWebhookController {
  private readonly secrets: readonly string[];

  constructor(
    { GITHUB_WEBHOOK_SECRET: secrets }: Env,
    private readonly bodies: RawBodies,
    private readonly refusal: SignatureRefusal,
    private readonly inbox: Inbox,
  ) {
    this.secrets = secrets === null ? [] : keyTextsIn(secrets);
  }

  @Describe({
    id: 'receiveFromGithub',
    summary: 'Takes what GitHub tells of pull requests; for the webhook at GitHub alone',
    description:
      'GitHub signs the body with `GITHUB_WEBHOOK_SECRET` in `X-Hub-Signature-256`, and names the event in `X-GitHub-Event` and the delivery in `X-GitHub-Delivery`. Up to 25 MB.',
    status: 202,
    answer: GithubDeliveryAnswer,
    body: { type: 'object', description: 'As GitHub describes its events.' },
    codes: ['not_found', 'unauthorized', 'too_many_attempts', 'too_many_large_bodies'],
  })
  @Post('webhook')
  @HttpCode(202)
  async receive(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Headers() headers: DeliveryHeaders,
    // Says that there is a body, which is read here.
    @Body() _: unknown,
  ): Promise<GithubDeliveryAnswer> {
    if (this.secrets.length === 0) {
      response.setHeader('Connection', 'close');
      throw new DomainError('not_found', 'not_found', 'GITHUB_WEBHOOK_SECRET is not set: nothing is taken from GitHub');
    }
    return this.bodies.read(request, async (body) => {
      if (!isSigned(body, headers['x-hub-signature-256'], this.secrets)) {
        return this.refusal.refuse(request, response, headers['x-hub-signature-256'] ? NOT_SIGNED : UNSIGNED);
      }
      return { outcome: await this.take(headers, body) };
    });
  }

  private async take(headers: DeliveryHeaders, body: Buffer): Promise<GithubDeliveryAnswer['outcome']> {
    const { 'x-github-delivery': id = '', 'x-github-event': event = '', 'content-type': type = '' } = headers;
    if (!/^application\/json\s*(;|$)/i.test(type)) {
      throw new UnsupportedMediaTypeException(
        'Choose the content type application/json in the settings of the webhook',
      );
    }
    if (!isId(id)) throw DomainError.invalid('X-GitHub-Delivery', 'X-GitHub-Delivery must be the UUID of the delivery');
    const news = newsOf(event, JSON.parse(body.toString('utf8')));
    return news === null ? 'ignored' : this.inbox.put(id, news);
  }
}
