import type { OutgoingHttpHeaders } from 'node:http';
import { InvalidEnvironmentError } from '../config/parse-env.js';
import type { ModelEnvironment } from '../config/model-environment.js';

const DEFAULT_URL = 'https://api.anthropic.com';

/** Where the model is, and what opens it. */
export class ModelUpstream {
  readonly url: URL;
  private readonly apiKey: string | undefined;
  private readonly bearer: string | undefined;
  private readonly custom: OutgoingHttpHeaders;

  /** @throws InvalidEnvironmentError when it cannot be reached from here. */
  constructor({ variables }: ModelEnvironment) {
    const url = variables['ANTHROPIC_BASE_URL'] ?? DEFAULT_URL;
    if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      throw new InvalidEnvironmentError(['ANTHROPIC_BASE_URL must be an http(s) URL']);
    }
    this.url = new URL(url);
    const proxy = this.url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    if (variables[proxy] !== undefined) {
      throw new InvalidEnvironmentError([
        `MODEL_CREDENTIAL_PROXY and SANDBOX_NETWORK=model-only do not work with ${proxy}: the server reaches the model directly`,
      ]);
    }
    this.apiKey = variables['ANTHROPIC_API_KEY'];
    this.bearer = variables['ANTHROPIC_AUTH_TOKEN'] ?? variables['CLAUDE_CODE_OAUTH_TOKEN'];
    this.custom = customHeaders(variables['ANTHROPIC_CUSTOM_HEADERS'] ?? '');
  }

  /** Below the path of the base URL. */
  pathOf(requested: string): string {
    return `${this.url.pathname.replace(/\/+$/, '')}${requested}`;
  }

  /** The real credential in the place in which the job gave its token; headers that the operator adds count above the job's. */
  headersFor(used: { readonly apiKey: boolean; readonly bearer: boolean }): OutgoingHttpHeaders {
    return {
      ...(used.apiKey && this.apiKey !== undefined ? { 'x-api-key': this.apiKey } : {}),
      ...(used.bearer && this.bearer !== undefined ? { authorization: `Bearer ${this.bearer}` } : {}),
      ...this.custom,
    };
  }
}

/** One `Name: value` a line, as the CLI reads it. */
function customHeaders(text: string): OutgoingHttpHeaders {
  const pairs = text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    return colon > 0 && /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) ? [[name, line.slice(colon + 1).trim()] as const] : [];
  });
  return Object.fromEntries(pairs);
}
