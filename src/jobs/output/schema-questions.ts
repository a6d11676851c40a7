import { Worker } from 'node:worker_threads';
import type { ObjectSchema } from './schema-keywords.js';

/** What is asked of a schema. */
export interface SchemaQuestion {
  readonly schema: ObjectSchema;
  /** `tool`: as the CLI reads it. */
  readonly dialect: '2020-12' | 'tool';
  /** undefined: only whether the schema can be used. */
  readonly said?: { readonly value: unknown };
}

const THREAD = new URL('./schema-thread.js', import.meta.url);
/** Far more than a schema of the largest size needs that is meant well. */
const TIME_LIMIT_MS = 5_000;
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 };
const TOO_MUCH = 'it takes too long to check: patterns that can match in very many ways are the usual reason';

/** Asks in a thread that is ended when it takes too long; one at a time, so that schemas cannot occupy the machine. */
export class SchemaQuestions {
  private turn: Promise<unknown> = Promise.resolve();

  /** What is wrong; null: nothing. */
  ask(question: SchemaQuestion): Promise<string | null> {
    const answer = this.turn.then(() => askInThread(question));
    this.turn = answer.catch(() => undefined);
    return answer;
  }
}

async function askInThread(question: SchemaQuestion): Promise<string | null> {
  const worker = new Worker(THREAD, { workerData: question, resourceLimits: MEMORY_LIMITS, env: {}, execArgv: [] });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      // Not earlier: on a busy machine a thread begins late.
      worker.once('online', () => (timer = setTimeout(() => resolve(TOO_MUCH), TIME_LIMIT_MS)));
      worker.once('message', (problem: string | null) => resolve(problem));
      worker.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(TOO_MUCH) : reject(error),
      );
      worker.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
