import { readFile } from 'node:fs/promises';
import '../typescript-loader.mjs';

const src = new URL('../../src/', import.meta.url);

/** Every code that an error response can carry. */
export async function errorCodes() {
  const { ERROR_CODES } = await import(`${src}platform/errors/error-codes.ts`);
  return tableOf('`code`', ERROR_CODES);
}

/** Every column of a job that callers see, and what follows from them. */
export async function jobFields() {
  const { DERIVED_FIELDS, JOB_FIELDS } = await import(`${src}jobs/api/dto/job-fields.ts`);
  return tableOf('Field', { ...JOB_FIELDS, ...DERIVED_FIELDS });
}

/** What may come of a job. */
export async function outcomes() {
  const { JOB_OUTCOMES } = await import(`${src}jobs/records/job-outcome.ts`);
  return tableOf('`outcome`', JOB_OUTCOMES);
}

/** Why jobs fail. */
export async function failureCodes() {
  const { FAILURE_CODES } = await import(`${src}platform/errors/failure-codes.ts`);
  return tableOf('`error_code`', FAILURE_CODES);
}

/** The tools for models, with what openapi.json says of their operations. */
export async function mcpTools() {
  const { MCP_TOOLS } = await import(`${src}app/mcp/mcp-tools.ts`);
  const { paths } = JSON.parse(await readFile(new URL('../../openapi.json', import.meta.url), 'utf8'));
  const operations = new Map(
    Object.values(paths).flatMap((item) => Object.values(item).map((each) => [each.operationId, each])),
  );
  const rows = MCP_TOOLS.map(({ name, operation, hint }) => {
    const { summary, 'x-required-scope': scope } = operations.get(operation);
    const sentences = [summary, hint].filter(Boolean).map((sentence) => `${sentence.replace(/\.$/, '')}.`);
    return `| \`${name}\` | \`${scope}\` | ${sentences.join(' ')} |`;
  });
  return ['| Tool | Scope | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

function tableOf(title, sentences) {
  const rows = Object.entries(sentences).map(
    ([name, sentence]) => `| \`${name}\` | ${sentence.replaceAll('|', '\\|')} |`,
  );
  return [`| ${title} | Meaning |`, '| --- | --- |', ...rows].join('\n');
}
