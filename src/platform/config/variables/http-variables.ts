import { IsOptional } from 'class-validator';
import { NotSecret, Required, Secret } from './declaration.js';
import { Flag, HttpUrl, PrintableText, Text, WholeNumber } from '../forms/forms.js';
import { HostNameList } from '../forms/host-names.js';
import { OriginList } from '../forms/origins.js';
import { type TrustedProxies, TrustedProxyList } from '../forms/trusted-proxies.js';

/** HTTP: where the server listens, and who may call it. */
export class HttpVariables {
  /** Bearer token that may do everything. Make it long and random (`openssl rand -hex 32`). */
  @Required('the secret that callers send as a bearer token')
  @Secret()
  @PrintableText()
  readonly AGENT_API_SECRET!: string;

  /** TCP port of the HTTP server; 0 lets the system choose one. */
  @WholeNumber(0, 65_535)
  readonly PORT: number = 3456;

  /** Address on which the HTTP server listens. */
  @Text('an address')
  readonly HOST: string = '127.0.0.1';

  /**
   * Proxies whose `X-Forwarded-For` is believed. Set it behind a proxy, or the proxy's address stands for every caller's.
   * Unset: none is believed.
   */
  @IsOptional()
  @TrustedProxyList()
  readonly TRUST_PROXY: TrustedProxies | null = null;

  /** Where people reach this server, for links in pull requests: `https://jobs.example`. Unset: there are none. */
  @IsOptional()
  @HttpUrl()
  readonly PUBLIC_URL: string | null = null;

  /**
   * Origins whose pages may call the API from a browser, separated by commas: `https://pm.example`. A token in a page is the token
   * of everybody who sees the page. Unset: none.
   */
  @IsOptional()
  @OriginList()
  readonly CORS_ORIGINS: readonly string[] | null = null;

  /** Requests that a [key](api.md#limits-for-callers) may send to this server in a minute, unless it says otherwise. Unset: any number. */
  @IsOptional()
  @NotSecret()
  @WholeNumber(1, 1_000_000)
  readonly KEY_REQUESTS_PER_MINUTE: number | null = null;

  /** Jobs that a key may create in an hour, on all servers together, unless it says otherwise. Unset: any number. */
  @IsOptional()
  @NotSecret()
  @WholeNumber(1, 1_000_000)
  readonly KEY_JOBS_PER_HOUR: number | null = null;

  /** Requests with `AGENT_API_SECRET` that this server takes in a minute. Unset: any number. */
  @IsOptional()
  @NotSecret()
  @WholeNumber(1, 1_000_000)
  readonly SECRET_REQUESTS_PER_MINUTE: number | null = null;

  /** Jobs that may be created with `AGENT_API_SECRET` in an hour, on all servers together. Unset: any number. */
  @IsOptional()
  @NotSecret()
  @WholeNumber(1, 1_000_000)
  readonly SECRET_JOBS_PER_HOUR: number | null = null;

  /**
   * Names under which clients reach [the tools](mcp.md) at `/mcp`, separated by commas. Addresses, `localhost` and `HOST` are always
   * allowed; other names are refused, as a page in a browser could have pointed one at this server.
   */
  @HostNameList()
  readonly MCP_HOSTS: readonly string[] = [];

  /**
   * Whether `GET /metrics` answers without a token. Its numbers name no client and no job, but say how much work there is and what
   * it costs: open it only where the network keeps others away.
   */
  @Flag()
  readonly METRICS_OPEN: boolean = false;

  /** Event streams that may be open on this server at the same time. */
  @WholeNumber(1, 1_000)
  readonly MAX_STREAMS: number = 1_000;

  /** Days for which entries of the audit log are kept. */
  @WholeNumber(1, 3_650)
  readonly RETAIN_AUDIT_DAYS: number = 180;
}
