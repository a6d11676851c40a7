/** What `GET /jobs/:id/artifacts` answers. */
export interface ArtifactsBody {
  readonly artifacts: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly content_type: string;
    readonly created_at: string;
  }[];
  readonly next_cursor: string | null;
}
