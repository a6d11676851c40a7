import { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/mapped-types';
import { IsIn } from 'class-validator';
import { fieldNamesOf } from '../../../http/validation/field-names.js';
import type { FieldsClass, TypeOfFields } from '../../types/job-type.js';
import { CreateJobDto } from './create-job.dto.js';

/**
 * The class that validates a request for a job of `type`: the fields of every job, those of the type, and those of the other
 * types, so that a field in the wrong place is known by its name. Where several types have a field, the job's own rule counts.
 */
export function jobFormOf(type: TypeOfFields, all: readonly TypeOfFields[]): FieldsClass<CreateJobDto> {
  const parts: FieldsClass[] = [CreateJobDto];
  if (type.fields !== null) parts.push(type.fields);
  for (const { fields } of all) {
    if (fields === null || fields === type.fields) continue;
    const taken = new Set(parts.flatMap((part) => fieldNamesOf(part)));
    const repeated = fieldNamesOf(fields).filter((name) => taken.has(name));
    // What another type requires, this one does not.
    parts.push(PartialType(OmitType(fields, repeated as never[])));
  }
  const form = IntersectionType(...parts) as FieldsClass<CreateJobDto>;
  const names = all.filter(({ hasOwnRoute }) => hasOwnRoute !== true).map(({ name }) => name);
  IsIn(names, { message: `jobType must be one of ${names.join(', ')}` })(form.prototype as object, 'jobType');
  return form;
}

/** What a retry may change of a job of any type; the rest says whose job it is, and where its work goes. */
const CHANGEABLE = ['prompt', 'title', 'branchName', 'maxCostUsd', 'maxDurationMinutes', 'env'] as const;

export type RetryFields = Partial<Pick<CreateJobDto, (typeof CHANGEABLE)[number]>>;

/** The class that validates a retry of a job of `type`: the same rules, and nothing is required. */
export function retryFormOf(type: TypeOfFields, all: readonly TypeOfFields[]): FieldsClass<RetryFields> {
  const names = [...CHANGEABLE, ...all.flatMap(({ fields }) => (fields === null ? [] : fieldNamesOf(fields)))];
  return PartialType(PickType(jobFormOf(type, all), [...new Set(names)] as never[]));
}

/** What a follow-up may say of itself; the rest is as in the job before. */
const OF_FOLLOW_UPS = [
  ...([
    'title',
    'createdByTeamMemberId',
    'maxCostUsd',
    'maxDurationMinutes',
    'priority',
    'notBefore',
    'model',
  ] as const),
  ...(['draft', 'metadata', 'externalId', 'env', 'attachments'] as const),
] as const;

export type FollowUpFields = Pick<CreateJobDto, 'prompt' | (typeof OF_FOLLOW_UPS)[number]>;

/** The class that validates a follow-up of a job of `type`: the same rules, and only the prompt is required. */
export function followUpFormOf(type: TypeOfFields, all: readonly TypeOfFields[]): FieldsClass<FollowUpFields> {
  const names = [...OF_FOLLOW_UPS, ...all.flatMap(({ fields }) => (fields === null ? [] : fieldNamesOf(fields)))];
  const rest = PartialType(PickType(jobFormOf(type, all), [...new Set(names)] as never[]));
  return IntersectionType(PickType(CreateJobDto, ['prompt']), rest) as FieldsClass<FollowUpFields>;
}

/** What requests may say of jobs of any type, for the document. */
export function jobForms(all: readonly TypeOfFields[]) {
  const common: TypeOfFields = { name: '', fields: null };
  return {
    create: jobFormOf(common, all) as FieldsClass,
    retry: retryFormOf(common, all) as FieldsClass,
    followUp: followUpFormOf(common, all) as FieldsClass,
  };
}
