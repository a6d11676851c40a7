import { Injectable } from '@nestjs/common';
import { CommitAuthor } from '../platform/config/commit-author.js';
import { HostEnvironment } from '../platform/config/host-environment.js';
import { JobDirectories } from './directories/job-directories.js';

/** The environment of every process of a job. It starts empty, so it holds no secret of the server. */
@Injectable()
export class JobEnvironment {
  constructor(
    private readonly author: CommitAuthor,
    private readonly host: HostEnvironment,
    private readonly directories: JobDirectories,
  ) {}

  variablesFor(jobId: string): Record<string, string> {
    const { home, tmp } = this.directories.pathsOf(jobId);
    return { PATH: this.host.path, HOME: home, TMPDIR: tmp, LANG: 'C.UTF-8', ...this.gitVariables() };
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
