// Holds the console to its promises about size: what a browser must load before it shows a page, compressed, has a limit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = 'dist/console';
/** Bytes, compressed, of the page, its styles and scripts, and the largest of its views. */
const LIMIT = 150_000;

const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8'));

/** The files of a chunk and of what it imports at once. */
function filesOf(name, seen = new Set()) {
  if (seen.has(name)) return [];
  seen.add(name);
  const { file, css = [], imports = [] } = manifest[name];
  return [file, ...css, ...imports.flatMap((each) => filesOf(each, seen))];
}

const sizeOf = (files) =>
  [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0);
const entry = Object.keys(manifest).find((name) => manifest[name].isEntry);
const first = ['index.html', ...filesOf(entry)];
const views = Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry && name.startsWith('src/pages/'));
const sizes = views.map((name) => [sizeOf([...first, ...filesOf(name)]), name]).sort(([a], [b]) => b - a);
const [largest, name] = sizes[0];
console.log(`console: the first load is ${(largest / 1_000).toFixed(1)} KB at most (${name})`);
if (largest > LIMIT) {
  console.error(`console: that is more than ${LIMIT / 1_000} KB`);
  process.exit(1);
}
