/**
 * What GitHub tells of the work of jobs: deliveries of its webhook, what becomes of pull requests, and reviews, failed checks and
 * comments that become follow-ups. Each delivery is stored before it is answered, and worked on by any node (docs/adr/0063).
 * What other systems are told is in webhooks, follow-ups themselves are in jobs.
 * No other room enters.
 */
import { Module } from '@nestjs/common';
import { ClientsModule } from '../clients/clients.module.js';
import { GithubModule } from '../github/github.module.js';
import { HttpModule } from '../http/http.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { GithubDeliveryRepository } from './receiving/github-delivery.repository.js';
import { GithubWebhookController } from './receiving/github-webhook.controller.js';
import { Reply } from './replies/reply.js';
import { ReplyWorker } from './replies/reply-worker.js';
import { ChecksRequest } from './requests/checks-request.js';
import { GithubRequestRepository } from './requests/github-request.repository.js';
import { MentionRequest } from './requests/mention-request.js';
import { PullRequestJobRepository } from './requests/pull-request-job.repository.js';
import { RequestedFollowUps } from './requests/requested-follow-ups.js';
import { RequestIntake } from './requests/request-intake.js';
import { RequestRules } from './requests/request-rules.js';
import { ReviewRequest } from './requests/review-request.js';
import { PullRequestLookRepository } from './watching/pull-request-look.repository.js';
import { PullRequestWatch } from './watching/pull-request-watch.js';
import { DeliveryWork } from './working/delivery-work.js';
import { Inbox } from './working/inbox.js';
import { NewsDesk } from './working/news-desk.js';

@Module({
  imports: [ClientsModule, GithubModule, HttpModule, JobsModule],
  controllers: [GithubWebhookController],
  providers: [
    ChecksRequest,
    DeliveryWork,
    GithubDeliveryRepository,
    GithubRequestRepository,
    Inbox,
    MentionRequest,
    NewsDesk,
    PullRequestJobRepository,
    PullRequestLookRepository,
    PullRequestWatch,
    Reply,
    ReplyWorker,
    RequestedFollowUps,
    RequestIntake,
    RequestRules,
    ReviewRequest,
  ],
})
export class InboundModule {}
