import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/**
 * Headers for responses that no browser should show, frame or remember. Strict-Transport-Security is left to the proxy that
 * has the certificate: other services may share its name.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  frameguard: { action: 'deny' },
  strictTransportSecurity: false,
});

/** Responses hold clients' code and words. Streams set their own header. */
export function forbidStoring(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}
