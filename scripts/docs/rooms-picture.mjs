import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../../src/', import.meta.url));
const data = new URL('../rooms/rooms.json', import.meta.url);

/** The rooms from top to bottom: for each what it holds, and below that the directories in it. */
export async function roomsPicture() {
  const { rooms } = JSON.parse(await readFile(data, 'utf8'));
  const lines = await Promise.all(rooms.map(linesOf));
  return ['```text', ...lines.flat(), '```'].join('\n');
}

async function linesOf({ name, holds }) {
  const inside = (await readdir(`${src}${name}`, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'dto')
    .map((entry) => entry.name)
    .sort();
  const directories = inside.length > 0 ? [`${' '.repeat(13)}${inside.join(' · ')}`] : [];
  return [`${name.padEnd(13)}${holds}`, ...directories];
}
