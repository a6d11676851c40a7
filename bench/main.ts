import { benchBoot } from './boot.js';
import { benchClone } from './clone.js';
import { benchConversations } from './conversations.js';
import { benchHttp } from './http.js';
import { benchIngest } from './ingest.js';
import { benchMemory } from './memory.js';
import { benchOverhead } from './overhead.js';
import { benchParallel } from './parallel.js';
import { benchQueue } from './queue.js';
import { benchSandbox } from './sandbox.js';
import { benchScale } from './scale.js';
import { benchSetup } from './setup.js';
import { benchStart } from './start.js';
import { benchStream } from './stream.js';
import { benchWebhooks } from './webhooks.js';

/** What can be measured: `npm run bench -- <name>`. Numbers of one machine mean little; each prints a ratio within one run. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  overhead: benchOverhead,
  parallel: benchParallel,
  clone: benchClone,
  memory: benchMemory,
  boot: benchBoot,
  stream: benchStream,
  http: benchHttp,
  ingest: benchIngest,
  queue: benchQueue,
  conversations: benchConversations,
  sandbox: benchSandbox,
  scale: benchScale,
  setup: benchSetup,
  start: benchStart,
  webhooks: benchWebhooks,
};

const bench = BENCHES[process.argv[2] ?? ''];
if (bench) {
  await bench();
} else {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 2;
}
