// Writes what the docs say of the code: whole files, and blocks of files that people write otherwise. With --check it writes
// nothing, and says which of them are stale.
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { errorCodes, failureCodes, jobFields, mcpTools, outcomes } from './api-tables.mjs';
import { envExample } from './env-example.mjs';
import { exampleFiles } from './example-files.mjs';
import { existingTables } from './existing-tables.mjs';
import { installScripts } from './install-scripts.mjs';
import { roomsPicture } from './rooms-picture.mjs';
import { variableTables } from './variable-tables.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** To derive one more page, add it here: its file, and its new text, made from its present one. */
const PAGES = [
  { file: 'docs/architecture.md', write: async (page) => withBlock(page, 'rooms', await roomsPicture()) },
  {
    file: 'docs/api.md',
    write: async (page) =>
      [
        ['error-codes', await errorCodes()],
        ['job-fields', await jobFields()],
        ['outcomes', await outcomes()],
        ['failure-codes', await failureCodes()],
      ].reduce((text, [name, table]) => withBlock(text, name, table), page),
  },
  { file: 'docs/mcp.md', write: async (page) => withBlock(page, 'mcp-tools', await mcpTools()) },
  { file: 'docs/dependencies.md', write: async (page) => withBlock(page, 'install-scripts', await installScripts()) },
  { file: '.env.example', write: envExample },
  { file: 'docs/configuration.md', write: async (page) => withBlock(page, 'variables', await variableTables()) },
  { file: 'docs/operations.md', write: async (page) => withBlock(page, 'existing-tables', await existingTables()) },
  {
    file: 'docs/integrating.md',
    write: async (page) =>
      (await exampleFiles('pm-tool', /\.ts$/)).reduce((text, [name, block]) => withBlock(text, name, block), page),
  },
  {
    file: 'docs/extending.md',
    write: async (page) => {
      const [whole, workflow] = await Promise.all([
        exampleFiles('review-job'),
        exampleFiles('release-notes-job', /workflow/),
      ]);
      return [...whole, ...workflow].reduce((text, [name, block]) => withBlock(text, name, block), page);
    },
  },
];

const stale = [];
for (const { file, write } of PAGES) {
  const path = join(root, file);
  const present = await readFile(path, 'utf8').catch(() => '');
  const wanted = await formatted(path, await write(present));
  if (wanted === present) continue;
  stale.push(file);
  if (!process.argv.includes('--check')) await writeFile(path, wanted);
}

if (stale.length > 0 && process.argv.includes('--check')) {
  for (const file of stale) console.error(`${file} does not match the code: run npm run docs:generate`);
  process.exitCode = 1;
}

/** The page with another text between `<!-- generated: NAME -->` and `<!-- end: NAME -->`. */
function withBlock(page, name, text) {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the page has no block between ${begin} and ${end}`);
  return `${page.slice(0, from)}${begin}\n\n${text}\n\n${page.slice(to)}`;
}

/** As `npm run format` would leave it. */
async function formatted(path, text) {
  const { inferredParser } = await prettier.getFileInfo(path);
  if (inferredParser === null) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(path)), parser: inferredParser });
}
