import { answers, says, type Turn } from '../test/support/scripted-model.turns.js';

/** A conversation about the shop: a question, a person's answer, and what comes of it. */
export const TASK_JOB = {
  title: 'A cart for the shop',
  prompt: 'What would a shopping cart need in this shop? Ask me what you have to know.',
  attachments: [
    { name: 'currencies.txt', contentType: 'text/plain', data: Buffer.from('CHF\nEUR\n').toString('base64') },
  ],
  marker: 'shopping cart',
  reply: 'Several currencies, please.',
  turns: [
    answers([
      { type: 'text', text: 'Let me see how prices are made.' },
      { type: 'tool_use', name: 'Read', input: { file_path: 'price.mjs' } },
    ]),
    says('Prices are cents in one currency. Will the cart hold one currency or several?'),
    says('Then price() should take a currency beside the cents, and the cart keep both for each line.'),
  ] satisfies readonly Turn[],
};
