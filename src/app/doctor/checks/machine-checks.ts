import { totalmem } from 'node:os';
import { gitVersions } from '../../../git/commands/git-versions.js';
import { nodeProblem } from '../../../platform/config/node-version.js';
import { fail, ok, warn } from '../finding.js';
import type { Check } from './check.js';

/** What Claude Code itself takes, in bytes; its tools come on top. */
const MEMORY_PER_JOB = 300e6;
/** What the server takes. */
const OWN_MEMORY = 250e6;

export const node: Check = {
  name: 'node',
  look: () => {
    const problem = nodeProblem(process.versions.node);
    return [problem === null ? ok(`Node.js ${process.versions.node}`) : fail(problem, 'Install Node.js 24')];
  },
};

export const git: Check = {
  name: 'git',
  look: async ({ host }) => {
    const { git: version } = await gitVersions(host);
    if (version !== null) return [ok(`git ${version}`)];
    return [
      fail(
        'git cannot be run: no job can be done',
        'Install git, for example: apt install git. It must be on the PATH',
      ),
    ];
  },
};

export const gitLfs: Check = {
  name: 'git_lfs',
  look: async ({ host }) => {
    const { lfs } = await gitVersions(host);
    if (lfs !== null) return [ok(`Git LFS ${lfs}`)];
    const message = 'Git LFS is not installed: in repositories that use it, jobs see pointers in place of large files';
    return [warn(message, 'If a repository uses it, install it, for example: apt install git-lfs')];
  },
};

export const memory: Check = {
  name: 'memory',
  needs: ['MAX_CONCURRENT_JOBS'],
  look: ({ env }) => {
    const wanted = OWN_MEMORY + env.MAX_CONCURRENT_JOBS * MEMORY_PER_JOB;
    // Of the container, where there is one.
    const limit = process.constrainedMemory();
    const there = limit > 0 && limit < totalmem() ? limit : totalmem();
    const jobs = `${env.MAX_CONCURRENT_JOBS} job${env.MAX_CONCURRENT_JOBS === 1 ? '' : 's'} at once`;
    const says = `${gigabytes(there)} GB of memory; the server and ${jobs} take ${gigabytes(wanted)} GB and what their tools use`;
    return [there < wanted ? warn(says, 'Lower MAX_CONCURRENT_JOBS, or give the machine more memory') : ok(says)];
  },
};

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
