import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { LogVariables } from '../config/variables/log-variables.js';
import { JsonLines } from '../logs/json-lines.js';
import { onBehalfOf, onBehalfOfJob } from '../requests/current-request.js';
import { JobRedactors } from './job-redactors.js';
import { RedactingLogger } from './redacting-logger.js';
import { Redactor } from './redactor.js';

const SECRET = 'canary "quoted"\nand of two lines';
const JOB = { id: '00000000-0000-4000-8000-000000000001', client_id: 'a client', request_id: 'created it' };

/** A log, and what it has written by now. */
function logAt(level: LogVariables['LOG_LEVEL']) {
  const written: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const redactor = new Redactor([SECRET]);
  const logger = new RedactingLogger(redactor, { level, json: new JsonLines(to), colors: false });
  logger.booting = false;
  const jobs = new JobRedactors(redactor);
  logger.follow(redactor, jobs);
  return { logger, jobs, records: () => written.map((line) => JSON.parse(line) as Record<string, string>) };
}

describe('RedactingLogger as JSON', () => {
  it('removes secrets from messages, objects, stacks and ids, whatever they look like as JSON', () => {
    const { logger, records } = logAt('info');
    onBehalfOf(`a-request-${SECRET}`, () => logger.error(`said ${SECRET}`, new Error(SECRET).stack, 'Test'));
    logger.warn({ nested: { SECRET } }, 'Test');
    expect(records()).toMatchObject([
      { level: 'error', context: 'Test', msg: 'said [redacted]', request: 'a-request-[redacted]' },
      { level: 'warn', msg: expect.stringContaining('[redacted]') },
    ]);
    expect(records()[0]?.['stack']).toMatch(/^Error: \[redacted\]\n +at /);
    expect(JSON.stringify(records())).not.toMatch(/canary|two lines/);
  });

  it('removes what a job was given from lines about it', () => {
    const { logger, jobs, records } = logAt('info');
    jobs.learn(JOB.id, 'env', ['open-sesame']);
    logger.log(`job ${JOB.id}: open-sesame`);
    onBehalfOfJob(JOB, () => logger.log('says open-sesame'));
    expect(records().map(({ msg }) => msg)).toEqual([`job ${JOB.id}: [redacted]`, 'says [redacted]']);
  });

  it('says which job, client and request a line is about', async () => {
    const { logger, records } = logAt('info');
    logger.log(`job ${JOB.id}: somewhere`);
    await onBehalfOfJob(JOB, async () => {
      await Promise.resolve();
      logger.log('in its run');
    });
    onBehalfOf('cancels it', () => onBehalfOfJob(JOB, () => logger.log('by another request')));
    const whole = { job: JOB.id, client: 'a client' };
    expect(records()).toEqual([
      { level: 'info', time: expect.any(String), job: JOB.id, msg: `job ${JOB.id}: somewhere` },
      expect.objectContaining({ ...whole, request: 'created it' }),
      expect.objectContaining({ ...whole, request: 'cancels it' }),
    ]);
  });

  it('leaves out what is less important', () => {
    const { logger, records } = logAt('warn');
    logger.log('info');
    logger.debug('debug');
    logger.warn('warn');
    logger.error('error');
    expect(records().map(({ msg }) => msg)).toEqual(['warn', 'error']);
  });
});
