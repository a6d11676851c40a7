import type { RunningServer } from '../test/support/server.js';

/** Leaves the demo up until it is ended, and says how to try it. */
export async function keep(
  server: RunningServer,
  clientId: string,
  print: (line: string) => void,
  ended: Promise<void>,
): Promise<void> {
  const { url, secret } = server.api;
  const auth = `-H "Authorization: Bearer ${secret}"`;
  const body = JSON.stringify({ clientId, prompt: 'Leave a note', branchName: 'feature/note' });
  for (const line of [
    '',
    'The server stays up. Its address and secret:',
    '',
    `  ${url}   ${secret}`,
    '',
    'Try:',
    '',
    `  curl ${url}/health`,
    `  curl ${url}/clients ${auth}`,
    `  curl ${url}/jobs ${auth} -H "Content-Type: application/json" -d '${body}'`,
    `  curl ${url}/jobs ${auth}`,
    `  curl ${url}/queue ${auth}`,
    '',
    'Ctrl-C ends it and removes everything.',
  ]) {
    print(line);
  }
  await ended;
  print('');
}
