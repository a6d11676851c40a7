import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Processes whose command line or environment names `text`, such as a test's own folder; ours is not among them. */
export async function processesNaming(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)) {
    const parts = ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => ''));
    const [command = '', environment = ''] = await Promise.all(parts);
    if (command.includes(text) || environment.includes(text)) found.push(`${pid} ${command.replaceAll('\0', ' ')}`);
  }
  return found;
}

/** Files below `folder`, but for those that go while it is read, as the jobs' do. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return [...files, ...(await Promise.all(folders.map(filesBelow))).flat()];
}

/** Files below `folder` that hold `text`. @throws Error when there is no such folder. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  await access(folder);
  const files = await filesBelow(folder);
  const holding = await Promise.all(
    files.map(async (file) => ((await readFile(file).catch(() => Buffer.alloc(0))).includes(text) ? file : null)),
  );
  return holding.filter((file) => file !== null);
}

/** Memory of all processes that name `text`, in bytes; shared pages count once, divided among their users. */
export async function residentBytes(text: string): Promise<number> {
  const pids = (await processesNaming(text)).map((line) => line.split(' ', 1)[0]);
  const sizes = pids.map(async (pid) => {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
