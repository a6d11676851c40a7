import { Injectable, type PipeTransform } from '@nestjs/common';
import { readAs } from '../../http/validation/request-validation.js';
import { repositoryProblemsIn } from '../creation/repository-choice.js';
import { branchProblemsIn, type JobRequest, misplacedIn, ownFieldsOf, sentIn } from '../creation/job-request.js';
import { JobTypes } from '../types/job-types.js';
import { JobForms } from './job-forms.js';

/** The type of a job whose caller names none. */
const DEFAULT_TYPE = 'code';

/** Reads the body of POST /jobs by the fields of the type that it names. */
@Injectable()
export class JobRequestPipe implements PipeTransform<unknown, Promise<JobRequest>> {
  constructor(
    private readonly types: JobTypes,
    private readonly forms: JobForms,
  ) {}

  /** @throws DomainError `invalid`, with all fields that are wrong, missing or in the wrong place. */
  async transform(body: unknown): Promise<JobRequest> {
    const sent = sentIn(body);
    const found = this.types.find(typeNameIn(body));
    const named = found?.hasOwnRoute === true ? null : found;
    const ofType =
      named === null ? [] : [...misplacedIn(sent, named, this.types.all), ...branchProblemsIn(sent, named)];
    // The form of any type refuses an unknown one.
    const type = named ?? this.types.get(DEFAULT_TYPE);
    const common = await readAs(this.forms.ofNew(type), body, [...ofType, ...repositoryProblemsIn(sent)]);
    const own = type.fields === null ? {} : Object.assign(new type.fields(), ownFieldsOf(sent, common, type));
    return { type, common, own, sent };
  }
}

function typeNameIn(body: unknown): string {
  const named: unknown = typeof body === 'object' && body !== null && 'jobType' in body ? body.jobType : null;
  return typeof named === 'string' ? named : DEFAULT_TYPE;
}
