import { applyDecorators, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtraModels, ApiOperation, ApiResponse, type ApiResponseMetadata, getSchemaPath } from '@nestjs/swagger';
import type { ErrorCode } from '../../platform/errors/error-codes.js';
import type { AnswerClass, Schema } from './fields.js';

/** What the document says of a route beyond what its scope, its parameters and the classes of its input tell. */
export interface RouteDescription {
  /** Names the operation for clients made from the document; never renamed. */
  readonly id: string;
  /** One line. */
  readonly summary: string;
  readonly description?: string;
  /** Default: 200. */
  readonly status?: number;
  /** The class of the JSON that is answered; or contents of other types, each with its schema. */
  readonly answer: AnswerClass | Readonly<Record<string, Schema>>;
  /** Further types of content of the same answer, each with its schema. */
  readonly otherContents?: Readonly<Record<string, Schema>>;
  /** Classes that `answer` refers to, if it is no class. */
  readonly models?: readonly AnswerClass[];
  /** A further success status, with the same answer unless that has no content. */
  readonly otherStatus?: { readonly status: number; readonly description: string; readonly isEmpty?: boolean };
  /** Error codes beyond those that every such route has. */
  readonly codes?: readonly ErrorCode[];
  /** Bodies that are valid, by name; each is tried by a test. */
  readonly examples?: Readonly<Record<string, object>>;
  /** The request may come without a body. */
  readonly bodyIsOptional?: boolean;
  /** With `Prefer: wait` the answer may come later; see the description of the route. */
  readonly waits?: boolean;
  /** The body, where no class declares it. */
  readonly body?: Schema;
}

/** The description of a route, for the document; see {@link Describe}. */
export const Description = Reflector.createDecorator<RouteDescription>();

/** Describes a route for the OpenAPI document. */
export function Describe(route: RouteDescription): MethodDecorator {
  const { id: operationId, summary, description, status = 200, otherStatus } = route;
  const content = contentOf(route);
  const answers = [ApiResponse({ status, description: summary, ...content })];
  if (otherStatus) {
    const same = otherStatus.isEmpty === true ? {} : content;
    answers.push(ApiResponse({ status: otherStatus.status, description: otherStatus.description, ...same }));
  }
  return applyDecorators(
    Description(route),
    ApiOperation({ operationId, summary, ...(description === undefined ? {} : { description }) }),
    ...answers,
    ApiExtraModels(...(modelsOf(route) as Type<object>[])),
  );
}

function contentOf({ answer, otherContents = {} }: RouteDescription): Pick<ApiResponseMetadata, 'content'> {
  const own = typeof answer === 'function' ? { 'application/json': referenceTo(answer) } : answer;
  const contents = Object.entries({ ...own, ...otherContents });
  return { content: Object.fromEntries(contents.map(([type, schema]) => [type, { schema }])) };
}

function referenceTo(answer: AnswerClass): Schema {
  return { $ref: getSchemaPath(answer) };
}

function modelsOf({ answer, models = [] }: RouteDescription): AnswerClass[] {
  return typeof answer === 'function' ? [answer, ...models] : [...models];
}
