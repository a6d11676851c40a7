import { Flag, Id } from '../../../http/description/fields.js';

export class PlanAnsweredAnswer {
  @Id()
  readonly id!: string;

  @Flag({ description: 'true: the work begins; false: Claude makes another plan.' })
  readonly approved!: boolean;
}
