import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ClaudeProbe } from '../../claude/cli/claude.probe.js';
import { GitProgram } from '../../git/commands/git-program.js';
import { GithubProbe } from '../../github/github-probe.js';
import { Env } from '../../platform/config/env.js';
import { Shutdown } from '../../platform/shutdown/shutdown.js';

/** Says at the start what jobs will lack, each in one line with its cure. The start does not wait for it. */
@Injectable()
export class StartCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger('Start');

  constructor(
    private readonly env: Env,
    private readonly claude: ClaudeProbe,
    private readonly github: GithubProbe,
    private readonly git: GitProgram,
    private readonly shutdown: Shutdown,
  ) {}

  onApplicationBootstrap(): void {
    void this.say(this.claude.problems());
    void this.sayUse();
    void this.say(Promise.all([this.github.problem(), this.git.problem(), Promise.resolve(differentForges(this.env))]));
  }

  private async sayUse(): Promise<void> {
    const sentence = await this.github.use();
    if (sentence !== null && !this.shutdown.begun.aborted) this.logger.log(sentence);
  }

  /** A probe that the stop has ended has nothing to say. */
  private async say(problems: Promise<readonly (string | null)[]>): Promise<void> {
    for (const sentence of await problems) {
      if (sentence !== null && !this.shutdown.begun.aborted) this.logger.warn(sentence);
    }
  }
}

/** Whoever moves to GitHub Enterprise must set two addresses. */
function differentForges({ GITHUB_API_URL, GITHUB_SERVER_URL }: Env): string | null {
  const [api, server] = [new URL(GITHUB_API_URL), new URL(GITHUB_SERVER_URL)].map(({ hostname }) => hostname);
  if (api === server || api === `api.${server}`) return null;
  return `GITHUB_API_URL (${api}) and GITHUB_SERVER_URL (${server}) belong to different hosts: set both to one GitHub`;
}
