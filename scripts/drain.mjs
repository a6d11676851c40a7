// Lets the server on this machine finish what it runs and take nothing new, and waits for that: for the moment before it is stopped.
//   node scripts/drain.mjs [--wait SECONDS]
// Reads PORT and AGENT_API_SECRET, or AGENT_API_SECRET_FILE, as the server does. Ends with 0 once nothing runs or the time is over: what
// still runs then is returned to the queue by the stop itself. Ends with 1 if the server cannot be asked.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 1_000;
const { PORT = '3456', AGENT_API_SECRET, AGENT_API_SECRET_FILE } = process.env;
const base = `http://127.0.0.1:${PORT}`;
const given = process.argv.indexOf('--wait');
const seconds = given === -1 ? 600 : Number(process.argv[given + 1]);

function refuse(sentence) {
  console.error(`drain: ${sentence}`);
  process.exit(1);
}

if (!Number.isFinite(seconds) || seconds < 0) refuse('--wait takes a number of seconds');
const secret = AGENT_API_SECRET || (AGENT_API_SECRET_FILE && readFileSync(AGENT_API_SECRET_FILE, 'utf8').trim());
if (!secret) refuse('set AGENT_API_SECRET or AGENT_API_SECRET_FILE');

async function ask(method, path) {
  const headers = { authorization: `Bearer ${secret}` };
  const response = await fetch(base + path, { method, headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`);
  return response.json();
}

try {
  const { id } = await ask('POST', '/admin/drain');
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const { nodes } = await ask('GET', '/queue');
    const running = nodes.find((node) => node.id === id)?.running ?? 0;
    if (running === 0) {
      console.log('drain: nothing runs any more');
      break;
    }
    if (Date.now() + PAUSE_MS > end) {
      console.log(`drain: ${running} of its jobs still run, and continue elsewhere`);
      break;
    }
    await sleep(PAUSE_MS);
  }
} catch (error) {
  refuse(error.cause?.code ?? error.message);
}
