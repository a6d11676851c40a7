import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/**
 * Headers for answers that no browser shall show, frame or remember. Strict-Transport-Security is left to whoever has the
 * certificate: for a name that other services share it is not this server's to say.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: false,
});

/** Answers hold clients' code and words; streams say the same in their own way. */
export function forbidStoring(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
