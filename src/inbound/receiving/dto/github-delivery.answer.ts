import { OneOf } from '../../../http/description/fields.js';

export const DELIVERY_OUTCOMES = ['stored', 'known', 'ignored'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

export class GithubDeliveryAnswer {
  @OneOf(DELIVERY_OUTCOMES, {
    description:
      '`stored`: it is worked on. `known`: it was delivered before, and changes nothing. `ignored`: it tells nothing that matters here.',
  })
  readonly outcome!: DeliveryOutcome;
}
