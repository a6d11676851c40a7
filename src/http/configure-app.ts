import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ValidationError } from 'class-validator';
import type { NextFunction, Request, Response } from 'express';
import { Authenticator } from '../access/authenticator.js';
import { setIdentity } from '../access/caller.js';
import { AuditObserver } from '../audit/audit-observer.js';
import { DomainError, type ErrorDetail } from '../common/domain-error.js';
import { Shutdown } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import { answerBrokenRequests } from './broken-requests.js';
import { readJsonBodies } from './json-body.js';
import { refuseWhileStopping } from './refuse-while-stopping.js';
import { limitRequests } from './request-limits.js';
import { forbidStoring, securityHeaders } from './security-headers.js';
import { limitServer } from './server-limits.js';
import { stopOnSignals } from './stop-on-signals.js';

/** What the HTTP side needs beyond its modules: limits, who calls, bodies, validation, shutdown. */
export function configureApp(app: NestExpressApplication): void {
  const env = app.get(Env);
  answerBrokenRequests(app.getHttpServer());
  limitServer(app.getHttpServer(), env.MAX_STREAMS);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', env.TRUST_PROXY ?? false);
  app.use(securityHeaders, forbidStoring, refuseWhileStopping(app.get(Shutdown)), limitRequests);
  identifyCallers(app);
  readJsonBodies(app);
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: toDomainError,
    }),
  );
  stopOnSignals(app);
}

/** Before bodies are read; what follows from it is the guard's to decide. */
function identifyCallers(app: NestExpressApplication): void {
  const authenticator = app.get(Authenticator);
  const observer = app.get(AuditObserver);
  // oxlint-disable-next-line no-async-endpoint-handlers -- Express 5 hands on what an async handler rejects with
  app.use(async (request: Request, response: Response, next: NextFunction) => {
    observer.observe(request, response);
    setIdentity(request, await authenticator.identify(request.headers.authorization));
    next();
  });
}

function toDomainError(errors: ValidationError[]): DomainError {
  const details = errors.flatMap((error) => toDetails(error));
  const sentence = details.map((detail) => detail.message).join('; ');
  return new DomainError('invalid', 'validation_failed', sentence, details);
}

/** One line per field. A field that is not known at all breaks `whitelistValidation`. */
function toDetails({ property, constraints = {} }: ValidationError): ErrorDetail[] {
  if ('whitelistValidation' in constraints) return [{ field: property, message: `Unknown field ${property}` }];
  const message = Object.values(constraints).at(-1) ?? `${property} is not valid`;
  return [{ field: property, message }];
}
