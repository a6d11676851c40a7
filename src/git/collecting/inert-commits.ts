import { Injectable } from '@nestjs/common';
import { GitGateway } from '../commands/git.gateway.js';
import { inertBytes } from '../publishing/inert-text.js';
import { objectsIn } from './batched-objects.js';
import { toSha } from '../repository-ref.js';

/** Of a commit whose text has changed: nobody can sign for it any more. Its further lines begin with a space. */
const SIGNATURE = /^gpgsig(?:-sha256)? .*\n(?: .*\n)*/gm;

/** Takes from the messages of an agent's own commits what would act at the forge: mentions, and words that close issues. */
@Injectable()
export class InertCommits {
  constructor(private readonly git: GitGateway) {}

  /**
   * The same history with inert messages. Commits that the forge has already stay as they are, and so does a history in which
   * nothing acts: its ids do not change. May be repeated, with the same result. @returns its last commit.
   */
  async of(gitDir: string, base: string, head: string, signal: AbortSignal): Promise<string> {
    const args = ['rev-list', '--reverse', '--topo-order', `${base}..${head}`, '--not', '--remotes=origin'];
    const listed = (await this.git.run({ args, gitDir, signal })).split('\n').filter(Boolean);
    const renamed = new Map<string, string>();
    // One process for all: there may be thousands.
    const stdin = listed.map((sha) => `${sha}\n`).join('');
    const commits = this.git.stream({ args: ['cat-file', '--batch'], gitDir, stdin, signal });
    for await (const [sha, commit] of objectsIn(commits)) {
      const changed = changedCommit(commit, renamed);
      if (changed === commit) continue;
      const hash = ['hash-object', '-t', 'commit', '-w', '--stdin'];
      const written = await this.git.run({ args: hash, gitDir, stdin: Buffer.from(changed, 'latin1'), signal });
      renamed.set(sha, toSha(written));
    }
    return renamed.get(head) ?? head;
  }
}

function changedCommit(commit: string, renamed: ReadonlyMap<string, string>): string {
  const end = commit.indexOf('\n\n') + 1;
  const message = commit.slice(end);
  const head = commit.slice(0, end);
  const parents = head.replace(/^parent ([0-9a-f]+)$/gm, (_line, sha: string) => `parent ${renamed.get(sha) ?? sha}`);
  const inert = inertBytes(message);
  return parents === head && inert === message ? commit : parents.replace(SIGNATURE, '') + inert;
}
