import { Injectable } from '@nestjs/common';
import type { FieldsClass, TypeOfFields } from '../types/job-type.js';
import { JobTypes } from '../types/job-types.js';
import type { CreateJobDto } from './dto/create-job.dto.js';
import { type FollowUpFields, followUpFormOf, jobFormOf, retryFormOf, type RetryFields } from './dto/job-form.js';

/** The forms of requests by the type of the job, each made once. */
@Injectable()
export class JobForms {
  private readonly ofNewJobs = new Map<string, FieldsClass<CreateJobDto>>();
  private readonly ofFollowUps = new Map<string, FieldsClass<FollowUpFields>>();
  private readonly ofRetries = new Map<string, FieldsClass<RetryFields>>();

  constructor(private readonly types: JobTypes) {}

  ofNew(type: TypeOfFields): FieldsClass<CreateJobDto> {
    const form = this.ofNewJobs.get(type.name) ?? jobFormOf(type, this.types.all);
    this.ofNewJobs.set(type.name, form);
    return form;
  }

  ofFollowUp(type: TypeOfFields): FieldsClass<FollowUpFields> {
    const form = this.ofFollowUps.get(type.name) ?? followUpFormOf(type, this.types.all);
    this.ofFollowUps.set(type.name, form);
    return form;
  }

  ofRetry(type: TypeOfFields): FieldsClass<RetryFields> {
    const form = this.ofRetries.get(type.name) ?? retryFormOf(type, this.types.all);
    this.ofRetries.set(type.name, form);
    return form;
  }
}
