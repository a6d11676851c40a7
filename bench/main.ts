import { benchConversations } from './conversations.js';
import { benchSandbox } from './sandbox.js';
import { benchStream } from './stream.js';

/** What can be measured: `npm run bench -- <name>`. Numbers of one machine mean little; each prints a ratio within one run. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  stream: benchStream,
  conversations: benchConversations,
  sandbox: benchSandbox,
};

const bench = BENCHES[process.argv[2] ?? ''];
if (bench) {
  await bench();
} else {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exitCode = 2;
}
