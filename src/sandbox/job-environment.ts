import { Injectable } from '@nestjs/common';
import { Env } from '../config/env.js';
import { HostEnvironment } from '../config/host-environment.js';
import { JobFolders } from './job-folders.js';

/** The environment that every process of a job gets; built from nothing, so that no secret of the server is in it. */
@Injectable()
export class JobEnvironment {
  constructor(
    private readonly env: Env,
    private readonly host: HostEnvironment,
    private readonly folders: JobFolders,
  ) {}

  variablesFor(jobId: string): Record<string, string> {
    const { home, tmp } = this.folders.pathsOf(jobId);
    return { PATH: this.host.path, HOME: home, TMPDIR: tmp, LANG: 'C.UTF-8', ...this.gitVariables() };
  }

  private gitVariables(): Record<string, string> {
    const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL } = this.env;
    return {
      GIT_AUTHOR_NAME,
      GIT_AUTHOR_EMAIL,
      GIT_COMMITTER_NAME: GIT_AUTHOR_NAME,
      GIT_COMMITTER_EMAIL: GIT_AUTHOR_EMAIL,
      // A job has no terminal and no credentials: whoever asks for them is to fail at once.
      GIT_TERMINAL_PROMPT: '0',
      GIT_EDITOR: 'true',
      GIT_PAGER: 'cat',
      // The machine's own git configuration may hold credential helpers and paths of the operator.
      GIT_CONFIG_NOSYSTEM: '1',
    };
  }
}
