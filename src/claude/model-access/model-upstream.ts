import type { OutgoingHttpHeaders } from 'node:http';
import { InvalidEnvironmentError } from '../../platform/config/parse-env.js';
import type { ModelEnvironment } from '../../platform/config/model-environment.js';

const DEFAULT_URL = 'https://api.anthropic.com';

/** The address of the model, and the credential for it. */
export class ModelUpstream {
  readonly url: URL;
  /** The variable with the proxy that leads there, which only Claude uses; null: none. */
  readonly proxy: 'HTTPS_PROXY' | 'HTTP_PROXY' | null;
  private readonly apiKey: string | undefined;
  private readonly bearer: string | undefined;
  private readonly custom: OutgoingHttpHeaders;

  /** @throws InvalidEnvironmentError when the address is none. */
  constructor({ variables }: ModelEnvironment) {
    const url = variables['ANTHROPIC_BASE_URL'] ?? DEFAULT_URL;
    if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      throw new InvalidEnvironmentError(['ANTHROPIC_BASE_URL must be an http(s) URL']);
    }
    this.url = new URL(url);
    const proxy = this.url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    this.proxy = variables[proxy] === undefined ? null : proxy;
    this.apiKey = variables['ANTHROPIC_API_KEY'];
    this.bearer = variables['ANTHROPIC_AUTH_TOKEN'] ?? variables['CLAUDE_CODE_OAUTH_TOKEN'];
    this.custom = customHeaders(variables['ANTHROPIC_CUSTOM_HEADERS'] ?? '');
  }

  /** @throws InvalidEnvironmentError when the server cannot reach it itself. */
  assertDirect(): void {
    if (this.proxy === null) return;
    throw new InvalidEnvironmentError([
      `MODEL_CREDENTIAL_PROXY and SANDBOX_NETWORK=model-only do not work with ${this.proxy}: the server connects to the model directly`,
    ]);
  }

  /** The requested path below the path of the base URL. */
  pathOf(requested: string): string {
    return `${this.url.pathname.replace(/\/+$/, '')}${requested}`;
  }

  /** The real credential in the header in which the job sent its token, and the operator's headers, which override the job's. */
  headersFor(used: { readonly apiKey: boolean; readonly bearer: boolean }): OutgoingHttpHeaders {
    return {
      ...(used.apiKey && this.apiKey !== undefined ? { 'x-api-key': this.apiKey } : {}),
      ...(used.bearer && this.bearer !== undefined ? { authorization: `Bearer ${this.bearer}` } : {}),
      ...this.custom,
    };
  }
}

/** One `Name: value` per line, as the CLI reads it. */
function customHeaders(text: string): OutgoingHttpHeaders {
  const pairs = text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    return colon > 0 && /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) ? [[name, line.slice(colon + 1).trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}
