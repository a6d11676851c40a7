import type { Database } from '../../platform/store/database.types.js';

type ArtifactRow = Database['public']['Tables']['agent_job_artifacts']['Row'];

/** A file that a job left for people, as it is answered. */
export type Artifact = Pick<ArtifactRow, 'name' | 'bytes' | 'content_type' | 'created_at'>;

/** What is kept of one job. */
export const MAX_ARTIFACTS = 50;
export const MAX_ARTIFACT_BYTES = 52_428_800;

/** What an artifact is answered as: never as something that a browser would show or run. */
export const TEXT_TYPE = 'text/plain; charset=utf-8';
export const BINARY_TYPE = 'application/octet-stream';

/** Letters, digits and a few marks, so that a name means nothing to a shell, a path, a header, a page or a terminal. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .()+,=-]{0,199}(?<![ .])$/u;

/** Whether a file of this name may become an artifact. */
export function isArtifactName(name: string): boolean {
  return NAME.test(name);
}
