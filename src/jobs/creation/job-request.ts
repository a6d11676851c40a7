import type { ErrorDetail } from '../../platform/errors/domain-error.js';
import { fieldNamesOf } from '../../http/validation/field-names.js';
import type { CreateJobDto } from '../api/dto/create-job.dto.js';
import type { JobType, TypeOfFields } from '../types/job-type.js';

/** What a caller asks for, each field valid in itself and in its place. */
export interface JobRequest {
  readonly type: JobType;
  /** The fields that every job has. */
  readonly common: CreateJobDto;
  /** Those of the type alone, as its class holds them; absent ones are left to the class. */
  readonly own: object;
  readonly sent: SentFields;
}

/** Names of the fields that the caller has given a value. */
export type SentFields = ReadonlySet<string>;

/** @param body undefined, or an object. */
export function sentIn(body: unknown): SentFields {
  const sent = Object.entries(body ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return new Set(sent.map(([name]) => name));
}

/** Fields that only other types have. */
export function misplacedIn(sent: SentFields, type: TypeOfFields, all: readonly TypeOfFields[]): ErrorDetail[] {
  const own = namesOf(type);
  const misplaced = new Set(all.flatMap(namesOf).filter((name) => sent.has(name) && !own.includes(name)));
  return [...misplaced].map((field) => ({ field, message: sentenceOf(field, type, all) }));
}

/** A branch that is missing. */
export function branchProblemsIn(sent: SentFields, { name, needsBranch }: JobType): ErrorDetail[] {
  if (!needsBranch || sent.has('branchName')) return [];
  return [{ field: 'branchName', message: `branchName is required for ${name} jobs` }];
}

/** What was sent of the fields that only the type has. @param valid what the type's form has made of the body. */
export function ownFieldsOf(sent: SentFields, valid: object, type: TypeOfFields): object {
  const own = namesOf(type);
  return Object.fromEntries(Object.entries(valid).filter(([name]) => own.includes(name) && sent.has(name)));
}

function namesOf({ fields }: TypeOfFields): string[] {
  return fields === null ? [] : fieldNamesOf(fields);
}

function sentenceOf(field: string, type: TypeOfFields, all: readonly TypeOfFields[]): string {
  const owners = all.filter((one) => namesOf(one).includes(field));
  return `${field} belongs to ${owners.map(({ name }) => name).join(' and ')} jobs, this is a ${type.name} job`;
}
