import { readdir, readFile } from 'node:fs/promises';

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
