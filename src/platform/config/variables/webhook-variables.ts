import { Flag, WholeNumber } from '../forms/forms.js';
import { NotSecret } from './declaration.js';

/** Webhooks: who is told of jobs. */
export class WebhookVariables {
  /**
   * Whether webhooks may reach private, loopback and link-local addresses. Only where everybody who may create webhooks may also
   * reach your network.
   */
  @Flag()
  @NotSecret()
  readonly WEBHOOK_ALLOW_PRIVATE: boolean = false;

  /** Days for which deliveries of webhooks are kept, and those to an endpoint that is switched off wait for it. */
  @WholeNumber(1, 3_650)
  readonly RETAIN_DELIVERIES_DAYS: number = 30;
}
