import { OneOf, Parts, Text } from '../../../http/description/fields.js';
import type { Line, Report } from '../examination.js';
import { FINDING_STATUSES, type FindingStatus } from '../finding.js';

class DoctorLineAnswer implements Line {
  @Text({
    description: 'What was looked at, such as `sandbox`. New ones may be added, and one may have several lines.',
  })
  readonly check!: string;

  @OneOf(FINDING_STATUSES, {
    description: '`warn`: the server works, but not as it could. `fail`: it does not start, or its jobs fail.',
  })
  readonly status!: FindingStatus;

  @Text()
  readonly message!: string;

  @Text({ description: 'What to do; null: nothing, or the message says it.', nullable: true })
  readonly cure!: string | null;
}

export class DoctorAnswer implements Report {
  @OneOf(FINDING_STATUSES, { description: 'The worst of all lines.' })
  readonly status!: FindingStatus;

  @Parts(() => DoctorLineAnswer)
  readonly lines!: readonly DoctorLineAnswer[];
}
