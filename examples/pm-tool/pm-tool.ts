import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { ApiError, createClient } from 'claude-code-orchestrator-client';

/** What a project-management tool knows of a piece of work. */
interface Ticket {
  readonly id: string;
  readonly customer: string;
  /** Such as `acme/shop`. */
  readonly repository: string;
  /** A change ends in a pull request, a question in an answer. */
  readonly kind: 'change' | 'question';
  readonly title: string;
  readonly text: string;
}

const { ORCHESTRATOR_URL = 'http://127.0.0.1:3456', ORCHESTRATOR_TOKEN = '' } = process.env;
const client = createClient({ url: ORCHESTRATOR_URL, token: ORCHESTRATOR_TOKEN });
const keyboard = createInterface({ input: process.stdin });
const lines = keyboard[Symbol.asyncIterator]();

/** The id of a customer at the server, which gets to know new ones and their repositories. */
async function customerId({ customer, repository }: Ticket): Promise<string> {
  const { clients } = await client.get('/clients');
  const known = clients.find(({ name }) => name === customer);
  const { id } = known ?? (await client.post('/clients', { body: { name: customer } }));
  const [githubOrg = '', githubRepo = ''] = repository.split('/');
  const isRegistered = known?.repositories.some((each) => `${each.owner_name}/${each.repo_name}` === repository);
  if (!isRegistered) {
    const body = { githubOrg, githubRepo, defaultBranch: 'main' };
    await client.post('/clients/{id}/repository', { params: { path: { id } }, body });
  }
  return id;
}

/** Queues the work, once: the same ticket is the same job, also when this program is started again. */
async function queueWork(ticket: Ticket): Promise<string> {
  const body = {
    clientId: await customerId(ticket),
    externalId: ticket.id,
    title: ticket.title,
    prompt: ticket.text,
    ...(ticket.kind === 'change' ? { branchName: `ticket/${ticket.id}` } : { jobType: 'task' as const }),
  };
  const { id } = await client.post('/jobs', { body, params: { header: { 'Idempotency-Key': `ticket-${ticket.id}` } } });
  return id;
}

/** Shows the work live, and lets a person answer what Claude asks; an empty answer ends the conversation. */
async function watch(id: string): Promise<void> {
  const params = { path: { id } };
  for await (const { event, data } of client.followJob(id, { format: 'text' })) {
    if (event === 'message') console.log(`  ${data.role.padEnd(8)}${data.text.replaceAll('\n', '\n          ')}`);
    if (event !== 'phase' || data.awaiting_input_since === null) continue;
    process.stdout.write('  your answer, or nothing to end it: ');
    const { value: message = '' } = (await lines.next()) as { value?: string };
    if (message === '') await client.post('/jobs/{id}/complete', { params });
    else await client.post('/jobs/{id}/message', { params, body: { message } });
  }
}

async function work(ticket: Ticket): Promise<void> {
  console.log(`${ticket.id}: ${ticket.title}`);
  const id = await queueWork(ticket);
  await watch(id);
  const job = await client.waitForJob(id);
  const cost = job.total_cost_usd === null ? '' : `, about $${job.total_cost_usd.toFixed(2)}`;
  console.log(`${ticket.id}: ${job.outcome ?? job.status}${cost} ${job.pr_url ?? job.error ?? ''}\n`);
}

try {
  const [file = 'tickets.json'] = process.argv.slice(2);
  for (const ticket of JSON.parse(await readFile(file, 'utf8')) as Ticket[]) await work(ticket);
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  // The request id is what the server's log has.
  console.error(`${error.message} (${error.code ?? error.status}, request ${error.requestId ?? 'unknown'})`);
  process.exitCode = 1;
} finally {
  keyboard.close();
}
