import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processesNaming } from '../support/leaks.js';
import { serverFolders } from '../support/server.js';
import type { ChaosNode } from './chaos-node.js';

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 500;

/**
 * While the servers are up and all jobs have ended: what is left of jobs on the machine.
 * @param kept ids of the jobs whose trees may stay for whoever wants to look at them.
 */
export async function leftByJobs(nodes: readonly ChaosNode[], kept: ReadonlySet<string>): Promise<string[]> {
  return settled(async () => (await Promise.all(nodes.map((node) => ofJobs(node, kept)))).flat());
}

/** After all servers have been stopped: what is left of them. */
export async function leftByServers(nodes: readonly ChaosNode[]): Promise<string[]> {
  return settled(async () => (await Promise.all(nodes.map((node) => ofServer(node)))).flat());
}

/** Looks until nothing is left; what is still there after a while is. */
async function settled(look: () => Promise<string[]>): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const left = await look();
    if (left.length === 0 || Date.now() > deadline) return left;
    await delay(LOOK_EVERY_MS);
  }
}

async function ofJobs(node: ChaosNode, kept: ReadonlySet<string>): Promise<string[]> {
  const { repos, worktrees } = serverFolders(node.folder);
  const processes = (await processesNaming(`ORCH_NODE_ID=${node.name}`)).map((line) => `process of a job: ${line}`);
  const trees = (await names(worktrees))
    .filter((name) => /^[0-9a-f-]{36}$/.test(name) && !kept.has(name))
    .map((name) => `working tree: ${join(worktrees, name)}`);
  const locks = (await filesBelow(repos)).filter((file) => file.endsWith('.lock')).map((file) => `lock: ${file}`);
  const indexLocks = (await Promise.all((await names(worktrees)).map((name) => locksOf(join(worktrees, name))))).flat();
  return [...processes, ...trees, ...locks, ...indexLocks];
}

async function locksOf(tree: string): Promise<string[]> {
  return (await names(join(tree, '.git')))
    .filter((name) => name.endsWith('.lock'))
    .map((name) => `lock: ${tree}/.git/${name}`);
}

async function ofServer(node: ChaosNode): Promise<string[]> {
  const { data, repos, worktrees } = serverFolders(node.folder);
  const processes = (await processesNaming(node.folder)).map((line) => `process: ${line}`);
  const folders = [data, repos, worktrees];
  const locks = (
    await Promise.all(folders.map(async (folder) => (await names(folder)).map((name) => join(folder, name))))
  )
    .flat()
    .filter((file) => /\.lock(\.|$)/.test(file))
    .map((file) => `lock: ${file}`);
  return [...processes, ...locks];
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries.map((entry) => join(folder, entry));
}
