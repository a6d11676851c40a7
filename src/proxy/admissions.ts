import { createHash, randomBytes } from 'node:crypto';

/** What a token opens. */
export interface Admission {
  readonly jobId: string;
  /** `host:port` of the job's MCP servers. */
  readonly hosts: ReadonlySet<string>;
}

/** Tokens of the jobs that run now: each is good for one process of Claude and ends with it. */
export class Admissions {
  private readonly byToken = new Map<string, string>();
  private readonly hosts = new Map<string, ReadonlySet<string>>();

  /** Returns the token. */
  admit(jobId: string): string {
    const token = `job-${randomBytes(32).toString('base64url')}`;
    this.byToken.set(digest(token), jobId);
    return token;
  }

  revoke(token: string): void {
    const jobId = this.byToken.get(digest(token));
    this.byToken.delete(digest(token));
    if (jobId !== undefined && ![...this.byToken.values()].includes(jobId)) this.hosts.delete(jobId);
  }

  /** The hosts that a job may reach from now on, and no others. */
  declare(jobId: string, urls: readonly string[]): void {
    this.hosts.set(jobId, new Set(urls.map((url) => addressOf(new URL(url)))));
  }

  /** null: the token opens nothing. */
  find(token: string | undefined): Admission | null {
    const jobId = token === undefined ? undefined : this.byToken.get(digest(token));
    return jobId === undefined ? null : { jobId, hosts: this.hosts.get(jobId) ?? new Set() };
  }
}

/** `host:port` with the scheme's own port written out. */
export function addressOf({ protocol, hostname, port }: URL): string {
  return `${hostname.toLowerCase()}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Looked up by digest: the time that takes says nothing of a token that is nearly right. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
