import { answers, says, type Turn, uses } from '../test/support/scripted-model.turns.js';

const cart = (body: string): Turn => uses('Write', { file_path: 'cart.mjs', content: `${body}\n` });

/** A loop that writes a cart for the shop: its check fails twice, the promise is given once too early, and then kept. */
export const RALPH_JOB = {
  title: 'A cart that adds up',
  branchName: 'feature/cart',
  prompt:
    'Add a module cart.mjs whose total(lines) adds up the cents of all lines, also of several pieces and of an empty cart. Output CART_COMPLETE when done.',
  completionPromise: 'CART_COMPLETE',
  maxIterations: 5,
  feedbackCommands: [
    `node -e "import('./cart.mjs').then(({ total }) => { const assert = require('node:assert'); assert.equal(total([{ cents: 5 }, { cents: 2, pieces: 3 }]), 11); assert.equal(total([]), 0); console.log('the cart adds up'); })"`,
  ],
  marker: 'module cart.mjs',
  iterations: [
    [
      cart('export function total(lines) {\n  return lines.reduce((sum, line) => sum + line.cents);\n}'),
      says('The cart adds up the cents of its lines. Pieces are still to be done.'),
    ],
    [
      cart(
        'export function total(lines) {\n  return lines.reduce((sum, { cents, pieces }) => sum + cents * pieces, 0);\n}',
      ),
      says('Pieces are counted now, and an empty cart costs nothing.\n\nCART_COMPLETE'),
    ],
    [
      answers([
        { type: 'text', text: 'The check failed: a line without pieces is one piece.' },
        {
          type: 'tool_use',
          name: 'Edit',
          input: { file_path: 'cart.mjs', old_string: '{ cents, pieces }', new_string: '{ cents, pieces = 1 }' },
        },
      ]),
      says('A line without pieces counts as one piece; the check passes.\n\nCART_COMPLETE'),
    ],
  ] satisfies readonly (readonly Turn[])[],
};
