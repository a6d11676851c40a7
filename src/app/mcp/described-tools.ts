import { Injectable } from '@nestjs/common';
import type { Schema } from '../../http/description/fields.js';
import { ApiDocument } from '../description/api-document.js';
import { kept, type Keep, keptSchema } from './kept.js';
import { MCP_TOOLS, type McpTool } from './mcp-tools.js';
import type { ToolAnswer } from './tool-answer.js';

/** Where each value of a tool's input goes. */
export interface Operation {
  readonly method: string;
  /** Such as `/jobs/{id}`. */
  readonly path: string;
  readonly query: readonly string[];
  readonly scope: string;
}

export interface DescribedTool extends McpTool {
  readonly description: string;
  readonly input: Schema;
  readonly answer: ToolAnswer;
  readonly call: Operation;
}

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly 'x-required-scope'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const JSON_TYPE = 'application/json';

/** The tools with what the document says of their operations, so that a model and a program are told the same. */
@Injectable()
export class DescribedTools {
  private made: readonly DescribedTool[] | null = null;

  constructor(private readonly document: ApiDocument) {}

  get all(): readonly DescribedTool[] {
    if (this.made) return this.made;
    const document = JSON.parse(this.document.json) as Document;
    return (this.made = MCP_TOOLS.map((tool) => describe(tool, document)));
  }
}

function describe(tool: McpTool, document: Document): DescribedTool {
  const { path, method, operation } = find(tool.operation, document);
  const whole = (schema: Schema): Schema => withoutReferences(schema, document) as Schema;
  const parameters = parametersOf(operation, tool.without ?? []);
  const body = operation.requestBody?.content[JSON_TYPE]?.schema ?? {};
  return {
    ...tool,
    description: [operation.summary, tool.hint].filter(Boolean).join('. '),
    input: inputOf(parameters, whole(body), whole),
    answer: tool.answer ?? answerOf(whole(successOf(operation)), tool.keep ?? true),
    call: {
      method: method.toUpperCase(),
      path,
      query: parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : [])),
      scope: operation['x-required-scope'] ?? 'none',
    },
  };
}

function parametersOf({ parameters = [] }: Described, without: readonly string[]): Parameter[] {
  return parameters.filter(({ name, in: place }) => place !== 'header' && !without.includes(name));
}

function successOf({ responses }: Described): Schema {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  return success?.content?.[JSON_TYPE]?.schema ?? {};
}

function answerOf(schema: Schema, keep: true | Keep): ToolAnswer {
  return { schema: keptSchema(schema, keep), read: (value) => kept(value, keep) as object };
}

function find(id: string, { paths }: Document) {
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId === id) return { path, method, operation };
    }
  }
  throw new Error(`There is no operation ${id}`);
}

/** One object: of all places. */
function inputOf(parameters: readonly Parameter[], body: Schema, whole: (schema: Schema) => Schema): Schema {
  const { properties = {}, required = [] } = body as { properties?: object; required?: readonly string[] };
  const named = parameters.map(({ name, schema, description }) => [
    name,
    { ...whole(schema), ...(description === undefined ? {} : { description }) },
  ]);
  const needed = parameters.filter((each) => each.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: { ...(Object.fromEntries(named) as object), ...properties },
    required: [...needed, ...required],
    additionalProperties: false,
  };
}

/** A tool's schema stands for itself. */
function withoutReferences(value: unknown, document: Document): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutReferences(each, document));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { $ref?: string };
  if ($ref !== undefined) return withoutReferences(document.components.schemas[$ref.split('/').at(-1) ?? ''], document);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutReferences(each, document)]));
}
