// oxlint-disable-next-line no-unassigned-import -- decorators write to what it installs
import 'reflect-metadata';
import { isatty } from 'node:tty';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule, type ServerModule } from './app.module.js';
import { knownSecrets } from '../platform/redaction/known-secrets.js';
import { JobRedactors } from '../platform/redaction/job-redactors.js';
import { JsonLines } from '../platform/logs/json-lines.js';
import type { Env } from '../platform/config/env.js';
import { Redactor } from '../platform/redaction/redactor.js';
import { unwritableDirectories } from '../platform/config/directories.js';
import { misnamedVariables } from '../platform/config/misnamed-variables.js';
import { UnfitDatabaseError } from '../platform/store/fitness/unfit-database-error.js';
import { InvalidEnvironmentError, parseEnv } from '../platform/config/parse-env.js';
import { startEnvironment } from '../platform/config/start-environment.js';
import { weaknessOf } from '../platform/config/secret-strength.js';
import { loadEnvFile } from '../platform/config/start/env-file.js';
import { configureApp } from '../http/configure-app.js';
import { RedactingLogger } from '../platform/redaction/redacting-logger.js';
import { serveConsole } from './console/serve-console.js';
import { ApiDocument } from './description/api-document.js';
import { asListenFault, assertListenable } from './listening.js';

/** What a program adds to the server. */
export interface ServerOptions {
  /** Modules with additional job types, controllers and listeners. */
  readonly modules?: readonly ServerModule[];
}

/** Until the secrets are known, only text that looks like one is redacted. */
let redactor = new Redactor([]);

async function boot({ modules = [] }: ServerOptions): Promise<void> {
  const unread = loadEnvFile();
  if (unread !== null) throw new InvalidEnvironmentError([unread]);
  const { variables, exposed } = startEnvironment();
  const env = parseEnv(variables);
  redactor = new Redactor(knownSecrets(variables));
  const logger = loggerFor(env);
  if (exposed.length > 0) {
    logger.warn(`every user of this machine can read ${exposed.join(', ')}: remove that permission (chmod o-r)`);
  }
  for (const sentence of misnamedVariables(variables)) logger.warn(sentence);
  const weakness = weaknessOf(env.AGENT_API_SECRET);
  if (weakness !== null) {
    logger.warn(
      `AGENT_API_SECRET ${weakness}: whoever guesses it can use the server. Make one with openssl rand -hex 32`,
    );
  }
  const unwritable = await unwritableDirectories(env);
  if (unwritable.length > 0) throw new InvalidEnvironmentError(unwritable);
  await assertListenable(env);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(modules), {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  redactor = app.get(Redactor);
  logger.follow(redactor, app.get(JobRedactors));
  configureApp(app);
  serveConsole(app);
  app.get(ApiDocument).describe(app);
  await app.listen(env.PORT, env.HOST).catch(async (error: unknown) => {
    await app.close();
    throw asListenFault(error, env);
  });
  logger.booting = false;
  logger.log(`Listening on ${addressOf(app)}`);
}

function loggerFor({ LOG_FORMAT, LOG_LEVEL }: Env): RedactingLogger {
  const isTerminal = isatty(process.stdout.fd);
  const isJson = (LOG_FORMAT ?? (isTerminal ? 'pretty' : 'json')) === 'json';
  return new RedactingLogger(redactor, {
    level: LOG_LEVEL,
    json: isJson ? new JsonLines() : null,
    colors: isTerminal,
  });
}

/** Nest's own says localhost for all addresses of the machine. */
function addressOf(app: NestExpressApplication): string {
  const { address, family, port } = app.getHttpServer().address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

const UNFIT =
  'The database has tables that the server cannot work with. Nothing was changed. What is missing (docs/operations.md, "Use an existing database"):';

/** Explains in sentences, without a stack, what stopped the boot. */
function explain(error: unknown): string[] {
  if (error instanceof InvalidEnvironmentError) return [...error.problems];
  if (error instanceof UnfitDatabaseError) return [UNFIT, ...error.problems];
  return [error instanceof Error ? error.message : String(error)];
}

/** Starts the server, once per process. Resolves once it listens; a failure before that ends the process with 1. */
export async function startServer(options: ServerOptions = {}): Promise<void> {
  try {
    await boot(options);
  } catch (error) {
    for (const sentence of explain(error)) console.error(redactor.redact(`claude-code-orchestrator: ${sentence}`));
    process.exit(1);
  }
}
