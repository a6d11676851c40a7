import { readdir, readFile } from 'node:fs/promises';

export interface RunningProcess {
  readonly pid: number;
  /** Its arguments, separated by spaces. */
  readonly line: string;
}

/** Every process of the machine, as /proc has it. */
export async function commandLines(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = pids.map(async (pid) => {
    const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return { pid: Number(pid), line: text.replaceAll('\0', ' ') };
  });
  return Promise.all(lines);
}
