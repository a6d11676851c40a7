import { toolResultsOf } from '../test/support/scripted-model.conversation.js';
import { answers, says, type Turn, uses } from '../test/support/scripted-model.turns.js';

/** The repository of the demo: a shop whose prices are shown without cents. */
export const SHOP = {
  fullName: 'acme/shop',
  files: {
    'README.md': '# Shop\n\nShows prices.\n',
    'price.mjs': "export function price(cents) {\n  return '$' + Math.round(cents / 100);\n}\n",
    'price.test.mjs': [
      "import assert from 'node:assert/strict';",
      "import { test } from 'node:test';",
      "import { price } from './price.mjs';",
      '',
      "test('shows whole dollars', () => assert.equal(price(1200), '$12.00'));",
      "test('shows cents', () => assert.equal(price(1999), '$19.99'));",
      '',
    ].join('\n'),
  },
} as const;

/** What the scripted model does when it is asked for the prompt below. */
export const CODE_JOB = {
  title: 'Show prices with cents',
  branchName: 'feature/cents',
  externalId: 'SHOP-17',
  metadata: { sprint: '12' },
  prompt: 'The shop shows $20 for an article of 1999 cents. Show prices with cents, and make the tests pass.',
  marker: '1999 cents',
  turns: [
    answers([
      { type: 'text', text: 'I will look at the code first.' },
      { type: 'tool_use', name: 'Read', input: { file_path: 'price.mjs' } },
    ]),
    uses('Bash', { command: 'node --test', description: 'Run the tests' }),
    uses('Edit', {
      file_path: 'price.mjs',
      old_string: "'$' + Math.round(cents / 100)",
      new_string: "'$' + (cents / 100).toFixed(2)",
    }),
    uses('Bash', { command: 'node --test', description: 'Run the tests again' }),
    says('Prices are now shown with two decimals, and both tests pass.'),
  ] satisfies readonly Turn[],
};

/** For whatever else is asked of a kept demo: a note in the repository. */
export const anyOtherTask: Turn = (exchange) => {
  const asked = toolResultsOf(exchange.body).length > 0;
  const note = { file_path: 'NOTES.md', content: 'The scripted model of the demo wrote this file.\n' };
  return asked ? says('I left a note in NOTES.md.')(exchange) : uses('Write', note)(exchange);
};
