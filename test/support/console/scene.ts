import { answers, hangs, says, type Turn, uses } from '../scripted-model.turns.js';
import type { RegisteredRepository, Rig } from '../rig.js';

/** What the console is looked at with: jobs of all types, in the states that matter. */
export interface Scene extends RegisteredRepository {
  readonly done: string;
  readonly loop: string;
  readonly asking: string;
  readonly planned: string;
  readonly failed: string;
  readonly working: string;
  readonly waiting: string;
  readonly check: string;
}

const FILES = {
  'README.md': '# Shop\n\nShows prices.\n',
  'price.mjs': "export function price(cents) {\n  return '$' + Math.round(cents / 100);\n}\n",
};

const CODE: readonly Turn[] = [
  answers([
    { type: 'text', text: 'I will look at the code **first**, then at its tests.' },
    { type: 'tool_use', name: 'Read', input: { file_path: 'price.mjs' } },
  ]),
  uses('Bash', { command: 'cat price.mjs && node --version', description: 'Look at how prices are made' }),
  uses('Edit', {
    file_path: 'price.mjs',
    old_string: "'$' + Math.round(cents / 100)",
    new_string: "'$' + (cents / 100).toFixed(2)",
  }),
  uses('Bash', { command: 'false', description: 'Run the tests' }),
  says(
    'Prices are shown with **two decimals** now:\n\n- `price(1999)` is `$19.99`\n- `price(1200)` is `$12.00`\n\n```js\nreturn "$" + (cents / 100).toFixed(2);\n```',
  ),
];

const PLAN =
  '## Plan\n\n1. Store the wishes of a customer in `wishes.mjs`.\n2. Show them beside the cart.\n3. Test both.';

/** Whatever needs no more than one file; never the same twice. */
const LOOP: readonly (readonly Turn[])[] = [
  [
    uses('Write', { file_path: 'cart.mjs', content: 'export const total = () => 0;\n' }),
    says('The module is there; it adds up nothing yet.'),
  ],
  [
    uses('Write', { file_path: 'cart.mjs', content: 'export const total = (lines) => lines.length;\n' }),
    says('It adds up now.\n\nCART_COMPLETE'),
  ],
];

export async function stageScene(rig: Rig): Promise<Scene> {
  const shop = await rig.addRepository('acme/shop', { files: FILES });
  const { clientId } = shop;
  rig.model.script('1999 cents', CODE);
  rig.model.scriptIterations('module cart.mjs', LOOP);
  rig.model.script('shopping cart', [
    says('Prices are cents in one currency. **Will the cart hold one currency or several?**'),
    says('Then `price()` takes a currency beside the cents.'),
  ]);
  rig.model.script('wish list', [says(PLAN), says('The wish list is there.')]);
  rig.model.script('measure the page', [
    answers([
      { type: 'text', text: 'I measure before I change anything.' },
      { type: 'tool_use', name: 'Bash', input: { command: 'wc -c *', description: 'How large is it?' } },
    ]),
    hangs(),
  ]);
  const code = { clientId, jobType: 'code' } as const;
  const done = await rig.queue({
    ...code,
    title: 'Show prices with cents',
    branchName: 'feature/cents',
    externalId: 'SHOP-17',
    metadata: { sprint: '12' },
    prompt: 'The shop shows $20 for an article of 1999 cents. Show prices with cents.',
  });
  await rig.api.waitForEnd(done);
  const failed = await rig.queue({
    ...code,
    branchName: 'feature/missing',
    baseBranch: 'no-such-branch',
    prompt: 'Start from a branch that is not there',
  });
  await rig.api.waitForEnd(failed);
  const loop = await rig.queue({
    clientId,
    jobType: 'ralph',
    title: 'A cart that adds up',
    branchName: 'feature/cart',
    prompt: 'Add a module cart.mjs. Output CART_COMPLETE when done.',
    completionPromise: 'CART_COMPLETE',
    maxIterations: 4,
    feedbackCommands: ['grep -q lines cart.mjs && echo "the cart adds up"'],
  });
  await rig.api.waitForEnd(loop);
  const check = await checkShop(rig, shop.repositoryId);
  const asking = await rig.queue({
    clientId,
    jobType: 'task',
    title: 'A cart for the shop',
    prompt: 'What would a shopping cart need?',
  });
  await rig.api.waitForJob(asking, ({ awaiting_input_since: since }) => since !== null);
  const planned = await rig.queue({
    ...code,
    title: 'A wish list',
    branchName: 'feature/wishes',
    planApproval: true,
    prompt: 'Add a wish list',
  });
  await rig.api.waitForJob(planned, ({ phase }) => phase === 'awaiting_approval');
  const working = await rig.queue({
    ...code,
    title: 'Make the first page fast',
    branchName: 'feature/fast',
    prompt: 'Please measure the page',
  });
  const waiting = await rig.queue({ ...code, branchName: 'feature/fast', prompt: 'Then look at the second page' });
  return { ...shop, done, loop, asking, planned, failed, working, waiting, check };
}

/** A check of which not all is well. */
async function checkShop(rig: Rig, id: string): Promise<string> {
  const feedbackCommands = ['node --check price.mjs', 'echo "2 of 14 tests failed"; exit 1'];
  await rig.api.request('PATCH', `/repos/${id}`, { setupCommand: 'node --version', feedbackCommands });
  const { body } = await rig.api.post<{ id: string }>(`/repos/${id}/check`);
  await rig.api.waitForEnd(body.id);
  await rig.api.request('PATCH', `/repos/${id}`, { feedbackCommands: null });
  return body.id;
}
