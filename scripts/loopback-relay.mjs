// Runs inside a sandbox without a network: `loopback-relay.mjs <socket> <port> <program> [arguments]`. Whoever connects to the port on
// loopback speaks to the server's socket. Starts the program once it listens, and ends as the program does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';

const [socket, port, program, ...args] = process.argv.slice(2);

const server = createServer({ allowHalfOpen: true, pauseOnConnect: false }, (client) => {
  const upstream = connect({ path: socket, allowHalfOpen: true });
  client.pipe(upstream).pipe(client);
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ]) {
    one.on('error', () => other.destroy());
    one.on('close', () => one.readableEnded || other.destroy());
  }
});
server.listen(Number(port), '127.0.0.1');
await once(server, 'listening');

// Signals go to the whole group: the program decides what they mean.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
const child = spawn(program, args, { stdio: 'inherit' });
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
