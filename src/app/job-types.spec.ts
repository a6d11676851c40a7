import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { serverJobTypes } from '../../test/support/job-types.js';
import { JOB_TYPES } from '../../test/chaos/plan.js';
import { JOB_FIELDS } from '../jobs/api/dto/job-fields.js';

/**
 * What a type of jobs must have, the compiler asks of its class: `JobWorkflow` is abstract. Where it must also be named, so
 * that people know of it and tests try it, is listed here.
 */
const PLACES: Readonly<Record<string, (name: string) => boolean>> = {
  'docs/jobs.md: a section "## <Name> jobs"': (name) =>
    new RegExp(`^## ${name} jobs$`, 'im').test(readFileSync('docs/jobs.md', 'utf8')),
  'src/jobs/api/dto/job-fields.ts: `job_type`': (name) => JOB_FIELDS.job_type.includes(`\`${name}\``),
  'test/support/fuzzed-values.ts': (name) =>
    readFileSync('test/support/fuzzed-values.ts', 'utf8').includes(`'${name}'`),
};

/** The same of types that POST /jobs takes; the chaos test asks for nothing else. */
const PLACES_OF_REQUESTED: typeof PLACES = {
  'docs/api.md: the values of `jobType`': (name) =>
    (/^\| `jobType` .*$/m.exec(readFileSync('docs/api.md', 'utf8'))?.[0] ?? '').includes(`\`${name}\``),
  'test/chaos/plan.ts: `JOB_TYPES`': (name) => (JOB_TYPES as readonly string[]).includes(name),
};

describe('the types of jobs', () => {
  const types = serverJobTypes();
  const names = types.map(({ name }) => name);

  it('are found', () => {
    expect(names.toSorted()).toEqual(expect.arrayContaining(['check', 'code', 'ralph', 'task']));
  });

  it.each(names)('are named wherever a type must be: %s', (name) => {
    const isRequested = types.some((type) => type.name === name && !type.hasOwnRoute);
    const places = { ...PLACES, ...(isRequested ? PLACES_OF_REQUESTED : {}) };
    const missing = Object.entries(places).filter(([, isNamed]) => !isNamed(name));
    expect(missing.map(([place]) => place)).toEqual([]);
  });
});
