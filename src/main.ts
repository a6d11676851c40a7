// oxlint-disable-next-line no-unassigned-import -- decorators write to what it installs
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { isatty } from 'node:tty';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { knownSecrets } from './common/known-secrets.js';
import { Redactor } from './common/redactor.js';
import { unwritableFolders } from './config/folders.js';
import { ModelEnvironment } from './config/model-environment.js';
import { InvalidEnvironmentError, parseEnv } from './config/parse-env.js';
import { startEnvironment } from './config/start-environment.js';
import { configureApp } from './http/configure-app.js';
import { RedactingLogger } from './http/redacting-logger.js';

/** Variables that are set already win over those of the file. */
function loadEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

/** Until the secrets are known only what looks like one is taken out. */
let redactor = new Redactor([]);

async function boot(): Promise<void> {
  loadEnvFile();
  const { variables, exposed } = startEnvironment();
  const env = parseEnv(variables);
  redactor = new Redactor(knownSecrets(env, ModelEnvironment.from(variables)));
  const logger = new RedactingLogger(redactor, { colors: isatty(process.stdout.fd) });
  if (exposed.length > 0) {
    logger.warn(`every user of this machine can read ${exposed.join(', ')}: take that permission away (chmod o-r)`);
  }
  const unwritable = await unwritableFolders(env);
  if (unwritable.length > 0) throw new InvalidEnvironmentError(unwritable);
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  configureApp(app);
  await app.listen(env.PORT, env.HOST).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  logger.booting = false;
  logger.log(`Listening on ${await app.getUrl()}`);
}

/** What stops the boot is told in sentences, without a stack. */
function explain(error: unknown): string[] {
  if (error instanceof InvalidEnvironmentError) return [...error.problems];
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return ['The port is in use by another process: set PORT to a free one'];
  }
  return [error instanceof Error ? error.message : String(error)];
}

try {
  await boot();
} catch (error) {
  for (const sentence of explain(error)) console.error(redactor.redact(`claude-code-orchestrator: ${sentence}`));
  process.exit(1);
}
