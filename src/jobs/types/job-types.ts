import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { fieldNamesOf } from '../../http/validation/field-names.js';
import { CreateJobDto } from '../api/dto/create-job.dto.js';
import { JobType } from './job-type.js';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;

/** The types of jobs that this server knows: every provider that is a {@link JobType}, in order of the modules. */
@Injectable()
export class JobTypes implements OnModuleInit {
  private readonly logger = new Logger(JobTypes.name);
  private readonly types = new Map<string, JobType>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error, with which the server does not start, when types cannot be told apart. */
  onModuleInit(): void {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    for (const type of new Set(instances.filter((instance) => instance instanceof JobType))) {
      assertName(type);
      if (this.types.has(type.name)) throw new Error(`There are two job types named ${type.name}`);
      assertFields(type);
      this.types.set(type.name, type);
    }
    this.logger.log(`job types: ${[...this.types.keys()].join(', ')}`);
  }

  get all(): readonly JobType[] {
    return [...this.types.values()];
  }

  /** @throws Error when no module of this server provides a type of that name. */
  get(name: string): JobType {
    const type = this.find(name);
    if (!type) throw new Error(`There is no job type ${name}`);
    return type;
  }

  /** null: no module of this server provides a type of that name. */
  find(name: string): JobType | null {
    return this.types.get(name) ?? null;
  }
}

function assertName({ name }: JobType): void {
  if (NAME.test(name)) return;
  throw new Error(`The job type "${name}" needs a name of at most 40 lower-case letters, digits and dashes`);
}

function assertFields({ name, fields }: JobType): void {
  const common = fieldNamesOf(CreateJobDto);
  const collision = fields && fieldNamesOf(fields).find((field) => common.includes(field));
  if (collision)
    throw new Error(`The job type ${name} cannot have a field ${collision}: every job has one of that name`);
}
