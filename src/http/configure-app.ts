import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Authenticator } from './access/authenticator.js';
import { setIdentity } from './access/caller.js';
import { AuditObserver } from './audit/audit-observer.js';
import { Shutdown } from '../platform/shutdown/shutdown.js';
import { Env } from '../platform/config/env.js';
import { answerBrokenRequests } from './limits/broken-requests.js';
import { readJsonBodies } from './limits/json-body.js';
import { CallerRates } from './limits/caller-rates.js';
import { refuseWhileStopping } from './limits/refuse-while-stopping.js';
import { limitRequests } from './limits/request-limits.js';
import { forbidStoring, securityHeaders } from './limits/security-headers.js';
import { identifyRequests } from './request-id/request-id.js';
import { answerConditionally } from './methods/conditional-requests.js';
import { crossOrigin } from './methods/cross-origin.js';
import { limitServer } from './limits/server-limits.js';
import { parseQuery } from './validation/query-parser.js';
import { requestValidation } from './validation/request-validation.js';
import { stopOnSignals } from '../platform/shutdown/stop-on-signals.js';

/** What the HTTP side needs beyond its modules: limits, identification of callers, bodies, validation, shutdown. */
export function configureApp(app: NestExpressApplication): void {
  const env = app.get(Env);
  answerBrokenRequests(app.getHttpServer());
  limitServer(app.getHttpServer(), env.MAX_STREAMS);
  app.disable('x-powered-by');
  app.set('query parser', parseQuery);
  app.set('trust proxy', env.TRUST_PROXY ?? false);
  app.use(identifyRequests, answerConditionally);
  if (env.CORS_ORIGINS !== null) app.enableCors(crossOrigin(env.CORS_ORIGINS));
  app.use(securityHeaders, forbidStoring, refuseWhileStopping(app.get(Shutdown)), limitRequests);
  identifyCallers(app);
  app.use(app.get(CallerRates).limit);
  readJsonBodies(app);
  app.useGlobalPipes(requestValidation());
  stopOnSignals(app);
}

/** Runs before bodies are read. The guard decides what follows from the identity. */
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
