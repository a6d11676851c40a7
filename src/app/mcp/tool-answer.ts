import type { Schema } from '../../http/description/fields.js';

/** What becomes of an answer of the API on its way to a model. */
export interface ToolAnswer {
  readonly schema: Schema;
  readonly read: (body: unknown) => object;
}
