/**
 * Runs in a thread of its own, see `schema-questions.ts`: code that is made of a schema, and patterns in it, may take any time.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { SchemaQuestion } from './schema-questions.js';

const MAX_PROBLEM = 300;

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of a thread has no origin
parentPort?.postMessage(answer(workerData as SchemaQuestion));

function answer(question: SchemaQuestion): string | null {
  try {
    return problemIn(question)?.slice(0, MAX_PROBLEM) ?? null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, MAX_PROBLEM);
  }
}

function problemIn({ schema, dialect, said }: SchemaQuestion): string | null {
  const notes = { validateFormats: false, logger: false } as const;
  // Of draft 7 with the rules of the CLI (2.1.328), which is strict.
  const ajv = dialect === 'tool' ? new Ajv({ ...notes, allErrors: true }) : new Ajv2020({ ...notes, strict: false });
  if (!ajv.validateSchema(schema)) return describe(ajv.errors, 'it');
  const validate = ajv.compile(schema);
  if ('$async' in validate) return '$async is no keyword of JSON Schema';
  if (said === undefined || validate(said.value)) return null;
  return describe(validate.errors, 'output');
}

/** The first problem. */
function describe(errors: readonly ErrorObject[] | null | undefined, root: string): string {
  const [first] = errors ?? [];
  if (!first) return 'it is not valid';
  const name: unknown = first.params['additionalProperty'] ?? first.params['unevaluatedProperty'];
  const detail = typeof name === 'string' ? ` ("${name}")` : '';
  return `${root}${first.instancePath} ${first.message ?? 'is not valid'}${detail}`;
}
