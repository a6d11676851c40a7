import { Injectable, Logger } from '@nestjs/common';
import { observed, type Step } from '../../platform/telemetry/steps.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';
import { type Sent, Sender } from '../sending/sender.js';
import type { AttemptResult, ClaimedDelivery } from './delivery.js';
import { DeliveryRepository } from './delivery.repository.js';
import { EventBody } from './event-body.js';
import { pauseAfter } from './retry-schedule.js';

const GONE = 410;

/** One attempt at a delivery, and the note of what came of it. */
@Injectable()
export class DeliveryAttempt {
  private readonly logger = new Logger(DeliveryAttempt.name);

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly bodies: EventBody,
    private readonly sender: Sender,
    private readonly shutdown: Shutdown,
  ) {}

  /** Never rejects: what cannot be noted is attempted again when the lease has expired. */
  async run(delivery: ClaimedDelivery): Promise<void> {
    try {
      const off = await this.deliveries.finish(delivery, await this.measured(delivery));
      if (off !== null) this.logger.warn(`webhook ${delivery.webhookId}: switched off: ${off}`);
    } catch (error) {
      this.logger.warn(`delivery ${delivery.id}: cannot be noted now, and will be repeated: ${String(error)}`);
    }
  }

  private measured(delivery: ClaimedDelivery): Promise<AttemptResult> {
    const step: Step = { kind: 'webhook', name: 'attempt' };
    return observed(step, async () => {
      const attempt = await this.send(delivery);
      step.outcome = attempt.result;
      return attempt;
    });
  }

  private async send(delivery: ClaimedDelivery): Promise<AttemptResult> {
    const { event, url, secrets, attempts, onlyClient } = delivery;
    let body: string;
    try {
      body = await this.bodies.write(event, onlyClient);
    } catch (error) {
      this.logger.warn(`delivery ${delivery.id}: the message cannot be written: ${String(error)}`);
      return { ...NOT_SENT, result: 'failed', retryInSeconds: pauseAfter(attempts, null), error: NOT_WRITTEN };
    }
    // A stop waits for no receiver: another node, or the next start, sends it again.
    const sent = await this.sender.send({ id: event.id, url, secrets, body }, this.shutdown.begun);
    if (!sent.delivered && this.shutdown.begun.aborted) return INTERRUPTED;
    return { result: resultOf(sent), retryInSeconds: pauseOf(sent, attempts), ...partsOf(sent) };
  }
}

const NOT_SENT = { retryInSeconds: null, responseStatus: null, error: null, durationMs: null } as const;
const INTERRUPTED: AttemptResult = { ...NOT_SENT, result: 'interrupted' };
const NOT_WRITTEN = 'The server could not write the message: its log says why';

function resultOf({ delivered, responseStatus }: Sent): AttemptResult['result'] {
  if (delivered) return 'delivered';
  return responseStatus === GONE ? 'gone' : 'failed';
}

function pauseOf({ delivered, responseStatus, retryAfter }: Sent, attempts: number): number | null {
  return delivered || responseStatus === GONE ? null : pauseAfter(attempts, retryAfter);
}

function partsOf({ responseStatus, error, durationMs }: Sent) {
  return { responseStatus, error, durationMs };
}
