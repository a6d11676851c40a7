import { JsonFileProblem } from '../../platform/config/read-json-file.js';
import type { ErrorDetail } from '../../platform/errors/domain-error.js';
import { MCP_MASK } from './mcp-config.js';

const MAX_TEXT = 8_192;
const MAX_VALUES = 50;

export type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with an MCP configuration: at least one field, and why; never a value. */
export class McpConfigProblem extends JsonFileProblem {
  override readonly name = 'McpConfigProblem';

  private constructor(readonly details: readonly ErrorDetail[]) {
    super(details.map(({ message }) => message).join('; '));
  }

  static of(field: string, why: string): McpConfigProblem {
    return McpConfigProblem.ofAll([{ field, message: field === '' ? why : `${field} ${why}` }]);
  }

  static ofAll(details: readonly ErrorDetail[]): McpConfigProblem {
    return new McpConfigProblem(details);
  }
}

/** Reads each part. @throws McpConfigProblem with the problems of all parts. */
export function readAll<Parts extends object>(readers: { readonly [Name in keyof Parts]: () => Parts[Name] }): Parts {
  const problems: ErrorDetail[] = [];
  const parts = Object.entries<() => unknown>(readers).map(([name, read]) => {
    try {
      return [name, read()] as const;
    } catch (error) {
      if (!(error instanceof McpConfigProblem)) throw error;
      problems.push(...error.details);
      return [name, null] as const;
    }
  });
  if (problems.length > 0) throw McpConfigProblem.ofAll(problems);
  return Object.fromEntries(parts) as Parts;
}

export function readObject(field: string, value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw McpConfigProblem.of(field, field === '' ? 'The configuration must be an object' : 'must be an object');
  }
  return value as Fields;
}

export function assertKnown(field: string, fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  const problems = unknown.map((name) => {
    const path = field === '' ? name : `${field}.${name}`;
    return { field: path, message: `${path} is not known` };
  });
  if (problems.length > 0) throw McpConfigProblem.ofAll(problems);
}

export function readText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT || value.includes('\0')) {
    throw McpConfigProblem.of(field, `must be a string of at most ${MAX_TEXT} characters`);
  }
  // The CLI would expand its own variables there, the model's key among them.
  if (/\$\{/.test(value)) throw McpConfigProblem.of(field, 'must not contain ${…}: variables are not expanded');
  return value;
}

export function readTexts(field: string, value: unknown, max: number): string[] {
  if (!Array.isArray(value) || value.length > max) {
    throw McpConfigProblem.of(field, `must be a list of at most ${max} strings`);
  }
  const readers = value.map((text, index) => [index, () => readText(`${field}.${index}`, text)] as const);
  return Object.values(readAll(Object.fromEntries(readers)));
}

/** Names and values, such as variables or headers. */
export function readValues(field: string, value: unknown, name: RegExp): Record<string, string> {
  const entries = Object.entries(readObject(field, value));
  if (entries.length > MAX_VALUES) throw McpConfigProblem.of(field, `must not have more than ${MAX_VALUES} values`);
  if (!entries.every(([key]) => name.test(key))) {
    throw McpConfigProblem.of(field, 'contains a name that is not allowed');
  }
  return readAll(Object.fromEntries(entries.map(([key, text]) => [key, () => readValue(`${field}.${key}`, text)])));
}

function readValue(field: string, value: unknown): string {
  const text = readText(field, value);
  if (text === MCP_MASK) throw McpConfigProblem.of(field, 'contains a mask: send the value itself');
  return text;
}
