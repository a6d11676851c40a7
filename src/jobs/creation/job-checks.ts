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
  async assertReferences(body: References, clientId: string | null): Promise<void> {
    if (body.featureId) {
      const [feature] = await this.references.features([body.featureId]);
      if (!feature) throw DomainError.notFound('featureId', body.featureId);
      if (feature.client_id && feature.client_id !== clientId) {
        throw DomainError.invalid('featureId', 'featureId belongs to another client');
      }
    }
    if (body.createdByTeamMemberId && !(await this.references.hasTeamMember(body.createdByTeamMemberId))) {
      throw DomainError.notFound('createdByTeamMemberId', body.createdByTeamMemberId);
    }
  }
}
