import { assertJobId } from '../repository-ref.js';

/** Commits of one job that are kept. */
export const MAX_STRAY = 20;

/** The last of some commits in a job's tree that are not in its work, and where it was found. */
export interface StrayTip {
  readonly sha: string;
  readonly place: StrayPlace;
}

/** `name`: of a branch, or the number of a stash. */
export interface StrayPlace {
  readonly kind: StrayKind;
  readonly name: string;
}

const KINDS = {
  branch: (name: string) => `branch ${name}`,
  stash: (name: string) => `stash@{${name}}`,
  detached: () => 'a detached HEAD',
  autostash: () => 'what a merge or rebase had stashed',
  worktree: () => 'a linked worktree',
} as const;

type StrayKind = keyof typeof KINDS;

/** What became of it. */
export interface StrayCommit extends StrayTip {
  /** Its first line; empty: it was not kept. */
  readonly subject: string;
  /** Where the server's clone has it; null: it could not be kept. */
  readonly ref: string | null;
}

/** What git lets be the name of a branch, and a little less. */
const NAME = /^(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))[^\p{C}\s~^:?*[\\./][^\p{C}\s~^:?*[\\]*(?<![./])$/u;

/** All of a job's begin with it. The job's work is the ref `refs/jobs/<job id>`, below which there can be none. */
export function strayRefs(jobId: string): string {
  assertJobId(jobId);
  return `refs/stray/${jobId}/`;
}

/** Of something that was found in a tree; `number` tells those apart whose names are no names. */
export function strayRef(jobId: string, { kind, name }: StrayPlace, number: number): string {
  const isName = kind === 'branch' && NAME.test(name) && Buffer.byteLength(name) <= 150;
  return `${strayRefs(jobId)}${kind}/${isName || kind === 'stash' ? name : number}`;
}

/** null: none of ours. */
export function placeOf(ref: string): StrayPlace | null {
  const [, kind = '', name = ''] = /^refs\/stray\/[^/]+\/([a-z]+)\/(.+)$/.exec(ref) ?? [];
  const isNamed = kind === 'branch' || kind === 'stash';
  return Object.hasOwn(KINDS, kind) ? { kind: kind as StrayKind, name: isNamed ? name : '' } : null;
}

/** As {@link StrayPlace} is told in a snapshot's head: null: it is none. */
export function parseStrayTip(line: string): StrayTip | null {
  const [, sha = '', kind = '', name = ''] = /^stray ([0-9a-f]{40}|[0-9a-f]{64}) ([a-z]+) ?(.*)$/.exec(line) ?? [];
  if (!Object.hasOwn(KINDS, kind) || (kind === 'stash' && !/^\d{1,3}$/.test(name))) return null;
  return { sha, place: { kind: kind as StrayKind, name } };
}

export function describePlace({ kind, name }: StrayPlace): string {
  return KINDS[kind](name.replace(/\p{C}/gu, '?'));
}
