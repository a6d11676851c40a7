// Writes what the typed client has from openapi.json: its types, and the paths that honour an Idempotency-Key. With --check it
// writes nothing, and says what is stale.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import * as prettier from 'prettier';

const FOLDER = 'clients/typescript/src';
const document = JSON.parse(await readFile('openapi.json', 'utf8'));

const keyed = Object.entries(document.paths).filter(([, { post }]) =>
  post?.parameters?.some(({ name }) => name === 'Idempotency-Key'),
);
const written = {
  [`${FOLDER}/schema.ts`]: astToString(await openapiTS(document, { defaultNonNullable: false })),
  [`${FOLDER}/keyed-paths.ts`]: `/** Paths whose POST with the same \`Idempotency-Key\` is done once. */
export const KEYED_PATHS: ReadonlySet<string> = new Set(${JSON.stringify(keyed.map(([path]) => path))});
`,
};

for (const [file, text] of Object.entries(written)) {
  const source = `// Made from openapi.json by scripts/make-client.mjs.\n\n${text}`;
  const formatted = await prettier.format(source, { ...(await prettier.resolveConfig(file)), parser: 'typescript' });
  if (!process.argv.includes('--check')) await writeFile(file, formatted);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== formatted) {
    console.error(`client: ${file} is stale: run npm run client:generate`);
    process.exitCode = 1;
  }
}
