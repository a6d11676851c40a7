import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

/** Where the build puts the pages; their source is in web/. */
const BUILT = fileURLToPath(new URL('../../console', import.meta.url));
const INDEX = join(BUILT, 'index.html');
/** Files whose names change with their contents. */
const HASHED = `${sep}assets${sep}`;
const YEAR = 31_536_000;

/** What the pages may load: themselves. Their styles are files, or are set by scripts through the CSSOM, which the policy allows. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types dompurify console',
].join('; ');

/**
 * Serves the console at /console: pages that call the API with the token of whoever signs in. They hold no data, so they are
 * open. To be called after the limits on requests and before the routes.
 */
export function serveConsole(app: NestExpressApplication): void {
  const open = { index: false, redirect: false, fallthrough: true, setHeaders: setHeaders as never } as const;
  app.useStaticAssets(BUILT, { ...open, prefix: '/console/' });
  app.use('/console', answerWithPage);
}

function setHeaders(response: Response, path: string): void {
  const isHashed = dirname(path).concat(sep).endsWith(HASHED);
  response.setHeader('Cache-Control', isHashed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
  response.setHeader('Content-Security-Policy', POLICY);
}

/** Every address below is a view of the one page, which looks at the address itself. */
function answerWithPage(request: Request, response: Response, next: NextFunction): void {
  if (!['GET', 'HEAD'].includes(request.method) || request.path.startsWith('/assets/')) next();
  else if (existsSync(INDEX)) {
    setHeaders(response, INDEX);
    response.sendFile(INDEX, { cacheControl: false });
  } else response.status(404).json({ error: 'The console is not built: run npm run build', code: 'not_found' });
}
