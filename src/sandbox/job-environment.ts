import { Injectable } from '@nestjs/common';
import { Env } from '../platform/config/env.js';
import { HostEnvironment } from '../platform/config/host-environment.js';
import { JobDirectories } from './directories/job-directories.js';

/** The environment of every process of a job. It starts empty, so it holds no secret of the server. */
@Injectable()
export class JobEnvironment {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
    private readonly directories: JobDirectories,
  ) {}

  variablesFor(jobId: string): Record<string, string> {
    const { home, tmp, artifacts } = this.directories.pathsOf(jobId);
    const own = { HOME: home, TMPDIR: tmp, ARTIFACTS_DIR: artifacts };
    return { PATH: this.host.path, ...own, LANG: 'C.UTF-8', ...this.gitVariables() };
  }

  private gitVariables(): Record<string, string> {
    const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL } = this.env;
    return {
      GIT_AUTHOR_NAME,
      GIT_AUTHOR_EMAIL,
      GIT_COMMITTER_NAME: GIT_AUTHOR_NAME,
      GIT_COMMITTER_EMAIL: GIT_AUTHOR_EMAIL,
      // A job has no terminal and no credentials: prompts must fail at once.
      GIT_TERMINAL_PROMPT: '0',
      GIT_EDITOR: 'true',
      GIT_PAGER: 'cat',
      // The machine's own git configuration may hold credential helpers and paths of the operator.
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }
}
