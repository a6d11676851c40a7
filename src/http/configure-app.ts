import { ValidationPipe } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ValidationError } from 'class-validator';
import { DomainError, type ErrorDetail } from '../common/domain-error.js';
import { answerBrokenRequests } from './broken-requests.js';

/** Largest accepted body. */
const BODY_LIMIT = '2mb';

/** What the HTTP side needs beyond its modules: body limits, validation, shutdown. */
export function configureApp(app: NestExpressApplication): void {
  answerBrokenRequests(app.getHttpServer());
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.useBodyParser('json', { limit: BODY_LIMIT, strict: true });
  app.useGlobalPipes(
    new ValidationPipe({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      exceptionFactory: toDomainError,
    }),
  );
  // Without this option Nest ends the process by the signal itself, and a stop would look like a crash.
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
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
