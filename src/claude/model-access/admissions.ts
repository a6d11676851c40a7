import { createHash, randomBytes } from 'node:crypto';

/** What a token gives access to. */
export interface Admission {
  readonly jobId: string;
  /** `host:port` of the job's MCP servers. */
  readonly hosts: ReadonlySet<string>;
}

/** Tokens of running jobs: each is valid for one process of Claude and ends with it. */
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

  /** Replaces the hosts that a job may reach. */
  declare(jobId: string, urls: readonly string[]): void {
    this.hosts.set(jobId, new Set(urls.map((url) => addressOf(new URL(url)))));
  }

  /** null: the token is not valid. */
  find(token: string | undefined): Admission | null {
    const jobId = token === undefined ? undefined : this.byToken.get(digest(token));
    return jobId === undefined ? null : { jobId, hosts: this.hosts.get(jobId) ?? new Set() };
  }
}

/** `host:port` with the scheme's own port written out. */
export function addressOf({ protocol, hostname, port }: URL): string {
  return `${hostname.toLowerCase()}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Looked up by digest, so timing reveals nothing about a token that is nearly right. */
function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
