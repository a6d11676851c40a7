import { describe, expect, it } from '@jest/globals';
import { toToolSchema, unwrapped } from './tool-schema.js';

describe('the schema that Claude gets', () => {
  it('is the same when it is an object of what both drafts know', () => {
    const schema = { type: 'object', required: ['a'], properties: { a: { enum: [1, { prefixItems: 'data' }] } } };
    expect(toToolSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema })).toEqual({
      schema,
      isWrapped: false,
      isWhole: true,
    });
  });

  it('lacks what only the newer draft knows, at any depth, and says so', () => {
    const made = toToolSchema({
      type: 'object',
      dependentRequired: { a: ['b'] },
      properties: { prefixItems: { type: 'array', prefixItems: [{ type: 'string' }] } },
    });
    expect(made.isWhole).toBe(false);
    expect(made.schema).toMatchObject({ properties: { prefixItems: { type: 'array' } } });
    expect(JSON.stringify(made.schema)).not.toContain('dependentRequired');
  });

  it('refuses nothing that fits: what would ask for more without a keyword goes with it', () => {
    const pair = { prefixItems: [{ type: 'string' }], items: false };
    const { schema } = toToolSchema({
      type: 'object',
      properties: { pair, some: { contains: { const: 1 }, minContains: 0 }, kept: { not: { type: 'null' } } },
      not: pair,
    });
    expect(schema).toMatchObject({ type: 'object', properties: { pair: {}, some: {} } });
    expect(JSON.stringify(schema)).not.toMatch(/items|contains/);
    expect(JSON.stringify(schema)).toContain('"kept":{"not":{"type":"null"}}');
  });

  it('is an object in which the answer stands, where that is none', () => {
    const made = toToolSchema({ type: 'array', items: { $ref: '#/$defs/x' }, $defs: { x: { type: 'string' } } });
    expect(made).toMatchObject({ isWrapped: true, isWhole: true, schema: { type: 'object', required: ['output'] } });
    expect(unwrapped(made, { output: ['a'] })).toEqual(['a']);
    expect(unwrapped(made, {})).toBeNull();
  });

  it('says that an object is one', () => {
    const made = toToolSchema({ properties: { a: { type: 'string' } } });
    expect(made).toMatchObject({ isWrapped: false, schema: { type: 'object' } });
  });
});
