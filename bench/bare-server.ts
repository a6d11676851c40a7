import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';

/**
 * The yardstick of the `http` bench, as a process of its own: Node.js and the driver, one statement a request, which asks the same
 * functions of the store for the same jobs. No framework, no access rules, no validation. Prints the port that it listens on.
 */
const sql = postgres(process.argv[2] ?? '', { max: 10, onnotice: () => undefined });

type Answer = (request: IncomingMessage, id: string) => Promise<unknown>;

async function job(_request: IncomingMessage, id: string): Promise<unknown> {
  const [row] = await sql`
    select to_jsonb(j) || jsonb_build_object(
      'client', to_jsonb(c), 'repository', to_jsonb(r), 'position', p.place, 'wait_reason', p.wait_reason) as answer
    from agent_jobs j
    left join clients c on c.id = j.client_id
    left join code_repositories r on r.id = j.repository_id
    left join lateral queue_places(array[j.id]) p on true
    where j.id = ${id}`;
  return row?.['answer'];
}

async function jobs(): Promise<unknown> {
  const [row] = await sql`
    with page as materialized (select array(select id from list_jobs('{}', 50, 0, null, null)) as ids)
    select jsonb_build_object(
      'jobs', (select jsonb_agg(s.summary) from page, job_summaries(page.ids) s),
      'places', (select jsonb_agg(to_jsonb(p)) from page, queue_places(page.ids) p),
      'total', (select total from count_jobs('{}', 10000))) as answer`;
  return row?.['answer'];
}

async function queue(): Promise<unknown> {
  const [row] = await sql`
    with page as materialized (select * from queue_page(200))
    select jsonb_build_object(
      'waiting', (select jsonb_agg(s.summary || to_jsonb(p)) from page p, job_summaries(array[p.id]) s),
      'by_reason', (select jsonb_agg(to_jsonb(w)) from count_waiting() w)) as answer`;
  return row?.['answer'];
}

async function create(request: IncomingMessage): Promise<unknown> {
  const { clientId, repositoryId, prompt, branchName } = JSON.parse(await text(request)) as Record<string, string>;
  const draft = { client_id: clientId, repository_id: repositoryId, prompt, branch_name: branchName };
  const [row] = await sql`
    select to_jsonb(j) || jsonb_build_object('position', p.place) as answer
    from create_job(${sql.json({ id: crypto.randomUUID(), ...draft })}, null, null) j
    left join lateral queue_places(array[j.id]) p on true`;
  return row?.['answer'];
}

const ROUTES: Readonly<Record<string, Answer>> = { 'GET /jobs': jobs, 'GET /queue': queue, 'POST /jobs': create };

const server = createServer((request, response) => {
  const { method, url = '' } = request;
  const answer = ROUTES[`${method} ${url}`] ?? job;
  answer(request, url.slice('/jobs/'.length)).then(
    (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
