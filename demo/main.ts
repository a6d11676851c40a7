import { type Client, createClient } from '#client';
import { Rig } from '../test/support/rig.js';
import { HOOK_SECRET } from '../test/support/github-hook.js';
import { follow } from './follow.js';
import { keep } from './keep.js';
import { PmTool } from './pm-tool.js';
import { showReview } from './review.js';
import { TASK_JOB } from './talk.js';
import { RALPH_JOB } from './loop.js';
import { anyOtherTask, CODE_JOB, SHOP } from './shop.js';

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Queues the code job, shows it live, and prints its pull request. Answers whether it completed. */
async function showCodeJob(rig: Rig, client: Client, clientId: string): Promise<boolean> {
  const { marker, turns, ...job } = CODE_JOB;
  rig.model.script(marker, turns);
  print(`POST /jobs  code  “${job.title}”`);
  const { id, position } = await client.post('/jobs', { body: { ...job, clientId, jobType: 'code' } });
  print(`  queued  job ${id}, position ${position}`);
  const ended = await follow(client, id, print);
  print(`  ${ended.status}${ended.error ? `: ${ended.error}` : ''}`);
  await showDiff(client, id);
  return ended.status === 'completed' && showPullRequest(rig, job.branchName);
}

/** Prints which files a job changed, and how much. */
async function showDiff(client: Client, id: string): Promise<void> {
  const { files } = await client.get('/jobs/{id}/diff', { params: { path: { id } } });
  print('GET /jobs/:id/diff');
  for (const { path, status, additions, deletions } of files)
    print(`  ${status}  ${path}  +${additions ?? 0} -${deletions ?? 0}`);
}

/** Prints the pull request of a branch as its reader sees it. Answers whether there is one. */
async function showPullRequest(rig: Rig, branch: string): Promise<boolean> {
  const pull = rig.forge.pulls.find(({ head }) => head === branch);
  if (!pull) return false;
  const visible = (pull.body ?? '').replace(/<!--.*?-->/gs, '').trim();
  print(`\nPull request #${pull.number}: ${pull.title}   (${pull.head} → ${pull.base})\n\n${visible}\n`);
  print(await rig.forge.repository(SHOP.fullName).git('diff', `${pull.base}...${pull.head}`));
  return true;
}

/** Queues a loop whose check fails twice and then passes, and shows it live. Answers whether the promise was kept. */
async function showRalphJob(rig: Rig, client: Client, clientId: string): Promise<boolean> {
  const { marker, iterations, ...job } = RALPH_JOB;
  rig.model.scriptIterations(marker, iterations);
  print(`\nPOST /jobs  ralph  “${job.title}”`);
  const { id } = await client.post('/jobs', { body: { ...job, clientId, jobType: 'ralph' } });
  const ended = await follow(client, id, print);
  print(`  ${ended.status}, ${ended.completion_reason} after ${ended.total_iterations} iterations`);
  return ended.completion_reason === 'promise_detected' && showPullRequest(rig, job.branchName);
}

/** Holds a conversation whose question the PM tool is told of, answers it, and completes it. Answers whether it completed. */
async function showTaskJob(rig: Rig, client: Client, clientId: string, tool: PmTool): Promise<boolean> {
  const { marker, turns, reply, ...job } = TASK_JOB;
  rig.model.script(marker, turns);
  print(`\nPOST /jobs  task  “${job.title}”`);
  const { id } = await client.post('/jobs', { body: { ...job, clientId, jobType: 'task' } });
  const params = { path: { id } };
  await tool.whenTold(id, 'job.awaiting_input');
  print(`POST /jobs/:id/message  “${reply}”`);
  await client.post('/jobs/{id}/message', { params, body: { message: reply } });
  await tool.whenTold(id, 'job.awaiting_input', 2);
  print('POST /jobs/:id/complete');
  await client.post('/jobs/{id}/complete', { params });
  const { event } = await tool.whenTold(id, 'job.completed');
  return event.data.job['outcome'] === 'answered';
}

/** What a PM tool does that is told by webhooks instead of asking. Answers whether all of it went well. */
async function showTool(rig: Rig, client: Client, clientId: string): Promise<boolean> {
  const tool = await PmTool.start(client, print);
  try {
    const { id } = (await client.get('/repos')).repositories[0] ?? { id: '' };
    await client.patch('/repos/{id}', { params: { path: { id } }, body: { autoFollowUp: { onReview: true } } });
    print('PATCH /repos/:id  autoFollowUp: reviews');
    return (
      (await showTaskJob(rig, client, clientId, tool)) &&
      (await showReview({ rig, client, tool }, clientId, print)) &&
      tool.isUndeceived
    );
  } finally {
    const { webhooks } = await client.get('/webhooks');
    for (const { id } of webhooks) await client.delete('/webhooks/{id}', { params: { path: { id } } });
    await tool.close();
  }
}

/** Shows a job of each type, and what a PM tool does with them. Answers whether every one did what it is to show. */
async function show(rig: Rig, client: Client, clientId: string): Promise<boolean> {
  return (
    (await showCodeJob(rig, client, clientId)) &&
    (await showRalphJob(rig, client, clientId)) &&
    showTool(rig, client, clientId)
  );
}

/** Resolves at the first signal to end. Further ones change nothing: npm passes on what its whole group gets as well. */
function whenEnded(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

async function main(): Promise<boolean> {
  const ended = whenEnded();
  print('Starting the server with an embedded database, a local forge and a scripted model …');
  const rig = await Rig.start({
    makesDatabase: true,
    env: { WEBHOOK_ALLOW_PRIVATE: 'true', GITHUB_WEBHOOK_SECRET: HOOK_SECRET },
  });
  try {
    rig.model.otherwise(anyOtherTask);
    print(`Listening on ${rig.api.url}\n`);
    const client = createClient({ url: rig.api.url, token: rig.api.secret });
    const { clientId } = await rig.addRepository(SHOP.fullName, { files: SHOP.files });
    print(`POST /clients, POST /clients/:id/repository  ${SHOP.fullName}`);
    // What the jobs still wait for when a signal comes ends with the rig.
    const succeeded = await Promise.race([show(rig, client, clientId), ended.then(() => false)]);
    if (process.argv.includes('--keep')) await keep(rig.server, clientId, print, ended);
    return succeeded;
  } finally {
    await rig.close();
  }
}

process.exit((await main()) ? 0 : 1);
