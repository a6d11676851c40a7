// By its default: an older Node.js has no such name to import, and would end before it could say so.
import module from 'node:module';
import { join } from 'node:path';
import { nodeProblem } from './platform/config/node-version.js';

// Nothing else is imported before: on an older Node.js the dependencies fail to load, each with an error of its own.
const problem = nodeProblem(process.versions.node);
if (problem !== null) {
  console.error(`claude-code-orchestrator: ${problem}`);
  process.exit(1);
}
// Beside the program: a user who can write there can change the program as well. Where the server cannot, modules are compiled
// at each start.
module.enableCompileCache(join(import.meta.dirname, '.compile-cache'));
const { startServer } = await import('./app/boot.js');
await startServer();
