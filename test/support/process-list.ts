import { readdir, readFile } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** Its arguments, separated by spaces. */
  readonly line: string;
}

/** Every process of the machine, as /proc has it: those of suites that run beside this one, too. */
export async function allProcesses(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => describeProcess(Number(pid))));
}

/** The process `root` and everything below it, which no suite that runs at the same time can add to. */
export async function processTree(root: number): Promise<RunningProcess[]> {
  const processes = await allProcesses();
  const tree = processes.filter(({ pid }) => pid === root);
  // An array grows while `for … of` goes through it: each process that is found brings its children.
  for (const { pid } of tree) tree.push(...processes.filter(({ parent }) => parent === pid));
  return tree;
}

async function describeProcess(pid: number): Promise<RunningProcess> {
  const [line, status] = await Promise.all(
    ['cmdline', 'status'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  );
  return {
    pid,
    parent: Number(/^PPid:\s+(\d+)$/m.exec(status ?? '')?.[1] ?? 0),
    line: (line ?? '').replaceAll('\0', ' '),
  };
}
