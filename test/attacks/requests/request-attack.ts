/** A request of somebody who has the API secret, or has not, and wants more than they may have. */
export interface RequestAttack {
  readonly name: string;
  readonly target: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As it travels: nothing is normalised. With the variables of `requests.e2e-spec.ts`. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default true: the request has the API secret. */
  readonly authorised?: boolean;
  /** The statuses that are fine. */
  readonly answers: readonly number[];
}
