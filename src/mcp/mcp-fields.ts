import { MCP_MASK } from './mcp-config.js';

const MAX_TEXT = 8_192;
const MAX_VALUES = 50;

export type Fields = Readonly<Record<string, unknown>>;

/** One field of an MCP configuration that cannot be used, and why. */
export class McpConfigProblem extends Error {
  override readonly name = 'McpConfigProblem';

  constructor(
    readonly field: string,
    why: string,
  ) {
    super(field === '' ? why : `${field} ${why}`);
  }
}

/** @param known the only fields there may be; default: any. */
export function readObject(field: string, value: unknown, known?: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new McpConfigProblem(field, field === '' ? 'The configuration must be an object' : 'must be an object');
  }
  const unknown = Object.keys(value).find((name) => known && !known.includes(name));
  if (unknown !== undefined) throw new McpConfigProblem(field === '' ? unknown : `${field}.${unknown}`, 'is not known');
  return value as Fields;
}

export function readText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT || value.includes('\0')) {
    throw new McpConfigProblem(field, `must be a text of at most ${MAX_TEXT} characters`);
  }
  // The CLI would put its own variables there, the key of the model among them.
  if (/\$\{/.test(value)) throw new McpConfigProblem(field, 'must not hold ${…}: variables are not expanded');
  return value;
}

export function readTexts(field: string, value: unknown, max: number): string[] {
  if (!Array.isArray(value) || value.length > max) {
    throw new McpConfigProblem(field, `must be a list of at most ${max} texts`);
  }
  return value.map((text, index) => readText(`${field}.${index}`, text));
}

/** Names and values, such as variables or headers. */
export function readValues(field: string, value: unknown, name: RegExp): Record<string, string> {
  const entries = Object.entries(readObject(field, value));
  if (entries.length > MAX_VALUES) throw new McpConfigProblem(field, `must not have more than ${MAX_VALUES} values`);
  if (!entries.every(([key]) => name.test(key))) throw new McpConfigProblem(field, 'holds a name that cannot be used');
  const values = entries.map(([key, text]) => [key, readText(`${field}.${key}`, text)] as const);
  const masked = values.find(([, text]) => text === MCP_MASK);
  if (masked) throw new McpConfigProblem(`${field}.${masked[0]}`, 'holds a mask: send the value itself');
  return Object.fromEntries(values);
}
