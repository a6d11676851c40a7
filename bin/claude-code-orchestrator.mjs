#!/usr/bin/env node
// The command of the package. Runs on the Node.js of whoever calls it, which may be too old for the server: it imports nothing of the
// server before it has looked, and nothing that an older Node.js lacks.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const USAGE = `Usage: claude-code-orchestrator [command]

Commands:
  start           starts the server (what happens without a command)
  doctor          says what this machine and these settings lack, with the cure; ends with 1 if jobs could not work
  doctor --json   the same as JSON
  demo            shows the server at work, without an account or a key
  demo --keep     the same, and leaves the server running as a playground

Options:
  -h, --help      shows this
  -v, --version   shows the version

The server is configured by environment variables, or a file .env in the directory in which it is started:
docs/configuration.md in this package has them all.`;

const { version, engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

function refuse(sentence) {
  console.error(`claude-code-orchestrator: ${sentence}`);
  process.exit(1);
}

function assertNode() {
  const [wantedMajor, wantedMinor] = engines.node.replace('>=', '').split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  refuse(`Node.js ${process.versions.node} is too old: ${engines.node.replace('>=', '')} or newer is needed`);
}

const COMMANDS = {
  start: { options: [], run: () => import('../dist/main.js') },
  doctor: {
    options: ['--json'],
    run: async (options) => {
      const { runDoctor } = await import('../dist/app/doctor/doctor-program.js');
      await runDoctor({ asJson: options.includes('--json') });
    },
  },
  // It reads its options itself, and starts the server as a process of its own, from the directory of the package.
  demo: {
    options: ['--keep'],
    run: () => {
      const main = new URL('../.rig/demo/main.js', import.meta.url);
      if (!existsSync(main)) refuse('the demo is not built: in a checkout, run npm run demo');
      process.chdir(fileURLToPath(new URL('..', import.meta.url)));
      return import(main.href);
    },
  },
};

const [first = 'start', ...options] = process.argv.slice(2);
if (first === '--help' || first === '-h' || first === 'help') console.log(USAGE);
else if (first === '--version' || first === '-v') console.log(version);
else {
  const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : null;
  const unknown = command === null ? first : options.find((option) => !command.options.includes(option));
  if (unknown !== undefined) refuse(`"${unknown}" is no command or option of it: try --help`);
  assertNode();
  await command.run(options);
}
