import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Json } from '../../platform/store/database.types.js';
import type { ObjectSchema } from './schema-keywords.js';
import { SchemaQuestions } from './schema-questions.js';
import { ANY_OUTPUT, type ToolSchema, toToolSchema } from './tool-schema.js';

/** Knows whether schemas of callers can be used, how Claude is told of them, and what fits them. Each answer comes within seconds. */
@Injectable()
export class OutputSchemas {
  private readonly questions = new SchemaQuestions();

  /** @throws DomainError `invalid`, with the reason. */
  async assertUsable(schema: Json): Promise<void> {
    const problem = await this.questions.ask({ schema: schema as ObjectSchema, dialect: '2020-12' });
    if (problem === null) return;
    throw DomainError.invalid('outputSchema', `outputSchema is no JSON Schema that can be used: ${problem}`);
  }

  async toolFor(schema: Json): Promise<ToolSchema> {
    const tool = toToolSchema(schema as ObjectSchema);
    const problem = await this.questions.ask({ schema: tool.schema, dialect: 'tool' });
    return problem === null ? tool : ANY_OUTPUT;
  }

  /** Why an answer does not fit; null: it does. */
  problemOf(schema: Json, value: unknown): Promise<string | null> {
    return this.questions.ask({ schema: schema as ObjectSchema, dialect: '2020-12', said: { value } });
  }
}
