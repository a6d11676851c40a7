export interface ClientOptions {
  /** Where the server listens, such as `https://orchestrator.example`. */
  readonly url: string;
  /** The server's secret, or a key. */
  readonly token: string;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** How often a request is sent at most; default: 5. */
  readonly attempts?: number;
  /** The longest wait before another attempt, in milliseconds, whatever `Retry-After` says; default: 60,000. */
  readonly maxDelayMs?: number;
}
