import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../platform/config/commit-author.js';
import { HostEnvironment } from '../platform/config/host-environment.js';
import { JobDirectories } from './directories/job-directories.js';

/** The environment of every process of a job. It starts empty, so it holds no secret of the server. */
@Injectable()
export class JobEnvironment {
  /** What callers gave the jobs that run here. */
  private readonly given = new Map<string, Readonly<Record<string, string>>>();

  constructor(
    private readonly author: CommitAuthor,
    private readonly host: HostEnvironment,
    private readonly directories: JobDirectories,
  ) {}

  /** Gives a job variables of its caller, until they are taken back. */
  give(jobId: string, variables: Readonly<Record<string, string>>): void {
    this.given.set(jobId, variables);
  }

  take(jobId: string): void {
    this.given.delete(jobId);
  }

  namesGivenTo(jobId: string): string[] {
    return Object.keys(this.given.get(jobId) ?? {});
  }

  /** For Claude and for commands of the caller: with the variables that he gave, which replace none of the server's. */
  toolVariablesFor(jobId: string): Record<string, string> {
    return { ...this.given.get(jobId), ...this.variablesFor(jobId) };
  }

  /** For what the server itself does in the job's tree. */
  variablesFor(jobId: string): Record<string, string> {
    const { home, tmp, artifacts } = this.directories.pathsOf(jobId);
    const own = { HOME: home, TMPDIR: tmp, ARTIFACTS_DIR: artifacts };
    return { PATH: this.host.path, ...own, LANG: 'C.UTF-8', ...this.gitVariables() };
  }

  private gitVariables(): Record<string, string> {
    const { name, email } = this.author.current;
    return {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      // A job has no terminal and no credentials: prompts must fail at once.
      GIT_TERMINAL_PROMPT: '0',
      GIT_EDITOR: 'true',
      GIT_PAGER: 'cat',
      // The machine's own git configuration may hold credential helpers and paths of the operator.
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }
}
