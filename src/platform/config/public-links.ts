/** Where people see a job, in the console; null: this server has no address for others (`PUBLIC_URL`). */
export function linkToJob(publicUrl: string | null, jobId: string): string | null {
  return publicUrl === null ? null : `${withoutSlash(publicUrl)}/console/jobs/${jobId}`;
}

/** Where a program reads the artifacts of a job; null as above. */
export function linkToArtifacts(publicUrl: string | null, jobId: string): string | null {
  return publicUrl === null ? null : `${withoutSlash(publicUrl)}/jobs/${jobId}/artifacts`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
