import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Stands in for the Claude Code CLI where only its pace matters: it prints lines of stream-json at a steady rate, each
 * with the moment at which it was printed. The prompt says how many, how far apart in milliseconds (0: as fast as they are read), and
 * how long a text: `lines=200 every=50 bytes=300`.
 */
const [first, second] = process.argv.slice(2);

/** false: as much waits to be read as fits. */
function say(line: object): boolean {
  return process.stdout.write(`${JSON.stringify(line)}\n`);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function run(): Promise<void> {
  const prompt = await text(process.stdin);
  const lines = Number(/lines=(\d+)/.exec(prompt)?.[1] ?? 10);
  const everyMs = Number(/every=(\d+)/.exec(prompt)?.[1] ?? 50);
  say({ type: 'system', subtype: 'init', session_id: null, model: 'paced', tools: [], mcp_servers: [] });
  const bytes = Number(/bytes=(\d+)/.exec(prompt)?.[1] ?? 300);
  const begun = performance.now();
  for (let line = 1; line <= lines; line += 1) {
    if (everyMs > 0) await delay(Math.max(0, begun + line * everyMs - performance.now()));
    const content = [{ type: 'text', text: `Line ${line} of ${lines}. ${'x'.repeat(bytes)}` }];
    if (!say({ type: 'assistant', line, printed_at: now(), message: { role: 'assistant', content } }))
      await once(process.stdout, 'drain');
  }
  say({ type: 'result', subtype: 'success', is_error: false, result: 'Done.', num_turns: 1, total_cost_usd: 0 });
}

if (first === '--version') process.stdout.write('2.1.328 (paced)\n');
else if (!(first === 'auth' && second === 'status')) await run();
