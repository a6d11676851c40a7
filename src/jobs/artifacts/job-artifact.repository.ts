import { Inject, Injectable } from '@nestjs/common';
import type { JobClaim } from '../../platform/events/job-events.js';
import { SUPABASE, type Supabase } from '../../platform/store/supabase.token.js';
import { unwrap } from '../../platform/store/unwrap.js';
import { type Artifact, MAX_ARTIFACT_BYTES, MAX_ARTIFACTS } from './artifact.js';

/** An artifact that is being stored; its id is chosen by the run, so that calls may be repeated. */
export interface NewArtifact {
  readonly id: string;
  readonly name: string;
  /** Of the file as it was found. */
  readonly bytes: number;
  readonly content_type: string;
  /** Of the file as it was found. */
  readonly digest: string;
}

/** `lost`: the job is not this run's any more. The others: there would be more of one job than is kept. */
export type SaveOutcome = 'saved' | 'lost' | 'too_many' | 'too_large';

export interface StoredArtifact extends Artifact {
  readonly id: string;
  readonly seq: number;
}

const COLUMNS = 'id, seq, name, bytes, content_type, created_at';

/** The files that jobs left for people, in parts, so that every server can answer them. */
@Injectable()
export class JobArtifactRepository {
  constructor(@Inject(SUPABASE) private readonly db: Supabase) {}

  /** In the order in which they were kept, behind `after`. */
  async list(jobId: string, after: number, limit: number): Promise<StoredArtifact[]> {
    const rows = this.db.from('agent_job_artifacts').select(COLUMNS).eq('job_id', jobId).eq('complete', true);
    return unwrap(await rows.gt('seq', after).order('seq').limit(limit));
  }

  /** null: the job has none of this name. */
  async find(jobId: string, name: string): Promise<StoredArtifact | null> {
    const rows = this.db.from('agent_job_artifacts').select(COLUMNS).eq('job_id', jobId).eq('complete', true);
    return unwrap(await rows.eq('name', name).maybeSingle());
  }

  /** By name, the digests of the files from which a job's artifacts were made. */
  async digests(jobId: string): Promise<Map<string, string>> {
    const rows = this.db.from('agent_job_artifacts').select('name, digest').eq('job_id', jobId).eq('complete', true);
    return new Map(unwrap(await rows).map(({ name, digest }) => [name, digest]));
  }

  /** A part from 0; null: there is none, or the artifact was replaced or removed. */
  async part(id: string, number: number): Promise<Buffer | null> {
    const rows = unwrap(await this.db.rpc('artifact_part', { p_artifact_id: id, p_number: number }));
    return rows[0] ? Buffer.from(rows[0].part, 'base64') : null;
  }

  /** Parts come in order. With the last one the artifact can be read, and takes the place of an earlier one of its name. */
  async savePart(
    { jobId, leaseToken }: JobClaim,
    artifact: NewArtifact,
    part: { readonly number: number; readonly data: Buffer; readonly isLast: boolean },
  ): Promise<SaveOutcome> {
    const args = {
      p_job_id: jobId,
      p_lease_token: leaseToken,
      p_artifact: { ...artifact },
      p_part: { number: part.number, data: part.data.toString('base64'), last: part.isLast },
      p_max_files: MAX_ARTIFACTS,
      p_max_bytes: MAX_ARTIFACT_BYTES,
    };
    return unwrap(await this.db.rpc('save_artifact_part', args)) as SaveOutcome;
  }

  /** Drops what a run began to store and did not finish. */
  async dropUnfinished({ jobId, leaseToken }: JobClaim): Promise<void> {
    unwrap(await this.db.rpc('drop_unfinished_artifacts', { p_job_id: jobId, p_lease_token: leaseToken }));
  }
}
