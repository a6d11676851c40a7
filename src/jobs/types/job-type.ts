import type { Job, JobSettings } from '../records/job.js';
import type { Json } from '../../platform/store/database.types.js';

/** A class whose class-validator decorators say what the fields of a request may be; it needs no arguments. */
export type FieldsClass<Fields extends object = object> = new () => Fields;

/**
 * What the server knows of the jobs of one type. A type is one class, provided as a singleton by any module of the
 * application: importing the module is all it takes (`JobTypes` finds it).
 */
export abstract class JobType<Fields extends object = object> {
  /** What `jobType` says in requests and `job_type` in answers: at most 40 lower-case letters, digits and dashes. */
  abstract readonly name: string;

  /** The job changes files of its branch: no other job of that branch runs at the same time. */
  abstract readonly changesTree: boolean;

  /** The job takes messages of a person, is set aside while it waits for one, and is completed on request. */
  readonly converses: boolean = false;

  /** The job works in iterations, and can be asked to end after one. */
  readonly iterates: boolean = false;

  /** The job needs the model: it waits for it, and for the budgets of its client and its key. */
  readonly asksModel: boolean = true;

  /** The jobs are created by a route of their own: POST /jobs does not take the type. */
  readonly hasOwnRoute: boolean = false;

  /** The caller must name the branch; otherwise one is generated from the title or the prompt. */
  readonly needsBranch: boolean = false;

  /** The request's fields that only this type has; none may be called as a field that every job has. null: there are none. */
  readonly fields: FieldsClass<Fields> | null = null;

  /**
   * What is stored of the type's own fields, once they are valid; a field that is absent or null is not among them. A type
   * that is not part of the server keeps them as they are, in `options`: their values must survive JSON.
   */
  settingsOf(fields: Fields): JobSettings {
    return { ...NO_SETTINGS, options: this.fields === null ? null : ({ ...fields } as unknown as Json) };
  }

  /** The type's own fields as the job has them, defaults of the class included. */
  optionsOf(job: Job): Fields {
    const defaults = this.fields === null ? {} : new this.fields();
    return Object.assign(defaults, job.options) as Fields;
  }

  /** Further fields of the answer to POST /jobs. Default: what was stored in `options`. A field that every job has wins. */
  receiptOf(job: Job): object {
    return (job.options ?? {}) as object;
  }

  /** Further fields of the job wherever it is read. Default: none. A field that every job has wins. */
  reportOf(_job: Job): object {
    return {};
  }
}

/** Of a type without fields of its own. */
export const NO_SETTINGS: JobSettings = {
  options: null,
  plan_approval: false,
  output_schema: null,
  max_iterations: null,
  completion_promise: null,
  feedback_commands: null,
};

/** What is to be known of a type to read a request; a type that only other servers know has no fields here. */
export type TypeOfFields = Pick<JobType, 'name' | 'fields'> & Partial<Pick<JobType, 'hasOwnRoute'>>;
