/** A request that the forge has got. */
export interface ForgeRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authenticated: boolean;
  status: number;
}
