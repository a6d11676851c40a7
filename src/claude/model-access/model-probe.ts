import { Injectable } from '@nestjs/common';
import { ModelEnvironment } from '../../platform/config/model-environment.js';
import { ModelUpstream } from './model-upstream.js';

const TIMEOUT_MS = 5_000;
/** Lists models: the only request to the model that needs a credential and costs nothing, whatever it is answered with. */
const FREE_REQUEST = '/v1/models?limit=1';
const API_VERSION = '2023-06-01';
/** A certificate that only Claude is told to trust, or nobody. */
const OF_A_CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_/;
const CREDENTIALS = 'ANTHROPIC_API_KEY, or CLAUDE_CODE_OAUTH_TOKEN of `claude setup-token`';

/** What the model says of the credential. */
export interface ModelAnswer {
  /** null: it cannot be asked, or its answer does not tell. */
  readonly accepted: boolean | null;
  readonly reason: 'no_credential' | 'credential_refused' | 'unreachable' | null;
  /** What is wrong and what to do, for the operator; null: nothing is known to be. */
  readonly problem: string | null;
}

const UNTOLD: ModelAnswer = { accepted: null, reason: null, problem: null };

/**
 * Tries the credential at the model itself, at no cost. A token of a subscription is not tried: it is for Claude Code alone, and
 * Anthropic refuses it here even when it is valid. Nor does the server reach a model that is behind a proxy.
 */
@Injectable()
export class ModelProbe {
  constructor(private readonly model: ModelEnvironment) {}

  /** Never rejects. Takes at most five seconds. */
  async ask(signal: AbortSignal): Promise<ModelAnswer> {
    const credential = this.credential;
    if (credential === null) {
      return { accepted: false, reason: 'no_credential', problem: `No job can reach the model: set ${CREDENTIALS}` };
    }
    const address = this.model.variables['ANTHROPIC_BASE_URL'];
    if (address !== undefined && !/^https?:$/.test(URL.parse(address)?.protocol ?? '')) {
      return unreachable('No job can reach the model: ANTHROPIC_BASE_URL must be an http(s) URL');
    }
    const upstream = new ModelUpstream(this.model);
    return credential === 'CLAUDE_CODE_OAUTH_TOKEN' || upstream.proxy !== null
      ? UNTOLD
      : this.askFor(credential, upstream, signal);
  }

  /** The one that Claude Code prefers. */
  private get credential(): string | null {
    const names = this.model.credentialNames;
    return (
      ['ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_API_KEY', 'CLAUDE_CODE_OAUTH_TOKEN'].find((name) => names.includes(name)) ??
      null
    );
  }

  private async askFor(credential: string, upstream: ModelUpstream, stop: AbortSignal): Promise<ModelAnswer> {
    const isBearer = credential === 'ANTHROPIC_AUTH_TOKEN';
    const own = upstream.headersFor({ apiKey: !isBearer, bearer: isBearer });
    const headers = { 'anthropic-version': API_VERSION, ...(own as Record<string, string>) };
    try {
      const url = new URL(upstream.pathOf(FREE_REQUEST), upstream.url);
      const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
      const response = await fetch(url, { headers, redirect: 'manual', signal });
      await response.body?.cancel();
      return told(response, credential);
    } catch (error) {
      const code = codeOf(error);
      if (OF_A_CERTIFICATE.test(code)) return UNTOLD;
      const where = this.model.variables['ANTHROPIC_BASE_URL'] === undefined ? '' : ': check ANTHROPIC_BASE_URL';
      return unreachable(`The model at ${upstream.url.host} cannot be reached (${code})${where}`);
    }
  }
}

/** Gateways need not know the request; then only a run can tell. */
function told({ ok, status, headers }: Response, credential: string): ModelAnswer {
  if (status === 401) {
    const problem = `The model refuses ${credential}: set a valid one`;
    return { accepted: false, reason: 'credential_refused', problem };
  }
  const isJson = headers.get('content-type')?.includes('json') ?? false;
  return ok && isJson ? { accepted: true, reason: null, problem: null } : UNTOLD;
}

function unreachable(problem: string): ModelAnswer {
  return { accepted: false, reason: 'unreachable', problem };
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string } };
  return name === 'TimeoutError' ? 'no answer' : (cause?.code ?? 'no answer');
}
