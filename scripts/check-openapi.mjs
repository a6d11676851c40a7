// Fails when openapi.json is not valid OpenAPI 3.1, or breaks what the last release promised without the changelog saying so.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { apiDiff, breaking } from 'api-smart-diff';

const document = JSON.parse(readFileSync('openapi.json', 'utf8'));
const problems = [];

const isValid = metaSchema();
if (!isValid(document)) problems.push(`openapi.json is not valid OpenAPI 3.1: ${JSON.stringify(isValid.errors)}`);

const released = lastReleased();
if (released !== null) {
  const broken = apiDiff(released, document, { rules: 'OpenApi3' }).filter(({ type }) => type === breaking);
  if (broken.length > 0 && !saysSo()) {
    const paths = broken.map(({ path }) => path.join('/')).join('\n  ');
    problems.push(
      `callers of the last release break, and the changelog has no line "- Breaking: …" for it:\n  ${paths}`,
    );
  }
}
for (const problem of problems) console.error(`openapi: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** OpenAPI's own schema of its documents, and JSON Schema's of the schemas in them. */
function metaSchema() {
  const { resolve } = createRequire(import.meta.url);
  const file = resolve('@seriousme/openapi-schema-validator/schemas/v3.1/schema.json');
  const ajv = new Ajv2020.default({ strict: false, validateFormats: true });
  addFormats.default(ajv);
  ajv.addFormat('media-range', true);
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

/** The document of the last tag of a version; null: none has been released with one. */
function lastReleased() {
  try {
    const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*').trim();
    return JSON.parse(git('show', `${tag}:openapi.json`));
  } catch {
    return null;
  }
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 100_000_000, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Whether the newest part of the changelog has a line for breaking changes. */
function saysSo() {
  const [, newest = ''] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  return /^- Breaking: /m.test(newest);
}
