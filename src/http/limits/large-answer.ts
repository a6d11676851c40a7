import { Reflector } from '@nestjs/core';

/** The most bytes that the answer to a query may have; 0: it is never large. */
export type AnswerSize = (query: Readonly<Record<string, unknown>>) => number;

/** Marks a route whose answers may be large: it begins only while the server has memory for one. */
export const LargeAnswer = Reflector.createDecorator<AnswerSize>();
