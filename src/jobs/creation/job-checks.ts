import { type Reach, reaches } from '../../http/reach/reach.js';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import { OutputSchemas } from '../output/output-schemas.js';
import type { JobSettings } from '../records/job.js';
import { ReferenceRepository } from '../records/reference.repository.js';
import type { JobRequest } from './job-request.js';

type References = Partial<Pick<JobRequest['common'], 'featureId' | 'createdByTeamMemberId'>>;

/** What of a request can only be judged by looking elsewhere. */
@Injectable()
export class JobChecks {
  constructor(
    private readonly references: ReferenceRepository,
    private readonly outputs: OutputSchemas,
  ) {}

  /** @throws DomainError `invalid` for an output schema that cannot be used. */
  async assertUsable({ output_schema: schema }: Pick<JobSettings, 'output_schema'>): Promise<void> {
    if (schema !== null) await this.outputs.assertUsable(schema);
  }

  /** @throws DomainError `not_found` for an unknown reference, `invalid` for one of another client. */
  async assertReferences(body: References, clientId: string | null, reach: Reach | null): Promise<void> {
    if (body.featureId) {
      const [feature] = await this.references.features([body.featureId]);
      if (!feature || !reaches(reach, feature.client_id)) throw DomainError.notFound('featureId', body.featureId);
      if (feature.client_id && feature.client_id !== clientId) {
        throw DomainError.invalid('featureId', 'featureId belongs to another client');
      }
    }
    const { createdByTeamMemberId: member } = body;
    if (member && !(await this.isKnown(member, reach))) throw DomainError.notFound('createdByTeamMemberId', member);
  }

  /** Team members belong to no client: who reaches some clients knows those who have worked for them. */
  private isKnown(member: string, reach: Reach | null): Promise<boolean> {
    if (reach === null) return this.references.hasTeamMember(member);
    return this.references.hasWorkedFor(member, reach.clientIds);
  }
}
