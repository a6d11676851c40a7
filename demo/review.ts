import type { Client } from '#client';
import { type Author, GithubHook } from '../test/support/github-hook.js';
import type { Rig } from '../test/support/rig.js';
import { says, type Turn, uses } from '../test/support/scripted-model.turns.js';
import { until } from '../test/support/until.js';
import type { PmTool } from './pm-tool.js';
import { SHOP } from './shop.js';

const ANSWER_MS = 60_000;
const ALICE: Author = { login: 'alice' };

/** Work that is planned first, then done, then done better because a reviewer wants it. */
const PLANNED_JOB = {
  title: 'Sale prices',
  branchName: 'feature/sale',
  prompt: 'Add a module sale.mjs whose salePrice(cents) takes a fifth off.',
  marker: 'module sale.mjs',
  review: 'A sale price must be whole cents: round it down.',
  line: {
    path: 'sale.mjs',
    line: 2,
    hunk: '@@ -0,0 +1,3 @@\n+  return cents * 0.8;',
    body: '5 cents become 4.000000001',
  },
  turns: [
    uses('Read', { file_path: 'price.mjs' }),
    says('I will add sale.mjs with salePrice(cents), which multiplies by 0.8, and leave price.mjs as it is.'),
    uses('Write', { file_path: 'sale.mjs', content: 'export function salePrice(cents) {\n  return cents * 0.8;\n}\n' }),
    says('salePrice(cents) takes a fifth off.'),
    uses('Edit', { file_path: 'sale.mjs', old_string: 'cents * 0.8', new_string: 'Math.floor(cents * 0.8)' }),
    says('salePrice() answers whole cents now, rounded down.'),
  ] satisfies readonly Turn[],
};

/**
 * A job whose plan the PM tool approves, and whose pull request is reviewed at GitHub: what the reviewer wants becomes a
 * commit. Answers whether it did.
 */
export async function showReview(
  { rig, client, tool }: { readonly rig: Rig; readonly client: Client; readonly tool: PmTool },
  clientId: string,
  print: (line: string) => void,
): Promise<boolean> {
  const { marker, turns, review, line, ...job } = PLANNED_JOB;
  rig.model.script(marker, turns);
  print(`\nPOST /jobs  code, to be planned first  “${job.title}”`);
  const { id } = await client.post('/jobs', { body: { ...job, clientId, jobType: 'code', planApproval: true } });
  await tool.whenTold(id, 'job.awaiting_approval');
  print('POST /jobs/:id/approve');
  await client.post('/jobs/{id}/approve', { params: { path: { id } }, body: {} });
  await tool.whenTold(id, 'job.completed');
  const pull = rig.forge.pulls.find(({ head }) => head === job.branchName);
  if (!pull) return false;
  rig.forge.discussion.permissions.set(ALICE.login, 'write');
  const hook = new GithubHook(() => rig.server, SHOP.fullName, rig.forge.repository(SHOP.fullName).id);
  const said = hook.review(pull.number, ALICE, review);
  rig.forge.discussion.lines.set(said.review.id, [line]);
  print(`\nGitHub: ${ALICE.login} requests changes on #${pull.number}  “${review}”`);
  await hook.deliver('pull_request_review', said);
  const next = await followUpOf(client, id);
  print(`  a follow-up is queued, job ${next}`);
  await tool.whenTold(next, 'job.completed');
  await until(() => rig.forge.discussion.comments.length > 0, ANSWER_MS);
  const [answer] = rig.forge.discussion.comments;
  for (const text of (answer?.body ?? '')
    .replace(/<!--.*?-->/gs, '')
    .trim()
    .split('\n'))
    print(`  GitHub  ${text}`);
  print(`\n${await rig.forge.repository(SHOP.fullName).git('diff', `${pull.head}~1`, pull.head)}`);
  return (await rig.forge.file(SHOP.fullName, pull.head, 'sale.mjs'))?.includes('Math.floor') ?? false;
}

async function followUpOf(client: Client, id: string): Promise<string> {
  let found: string | undefined;
  await until(async () => {
    found = (await client.get('/jobs/{id}/follow-ups', { params: { path: { id } } })).jobs[0]?.id;
    return found !== undefined;
  }, ANSWER_MS);
  return found ?? '';
}
