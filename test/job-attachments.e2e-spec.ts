import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JobBody } from './support/api-client.js';
import { filesHolding } from './support/leaks.js';
import { Rig } from './support/rig.js';
import { type MessagesBody, toolResultsOf, userTextOf } from './support/scripted-model.conversation.js';
import { says, type Turn, uses, writes } from './support/scripted-model.turns.js';
import { until } from './support/until.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const LATER = '2999-01-01T00:00:00Z';

const base64 = (content: string | Buffer): string => Buffer.from(content).toString('base64');
const picture = { name: 'screen shot (1).png', contentType: 'image/PNG', data: PNG };
const mail = { name: 'Größe.txt', contentType: 'text/plain', data: base64('the word is sesame\n') };
const SHOWN = [
  { name: 'screen shot (1).png', content_type: 'image/png', bytes: 70 },
  { name: 'Größe.txt', content_type: 'text/plain', bytes: 19 },
];

interface AttachmentsBody extends JobBody {
  readonly attachments: readonly { name: string; content_type: string; bytes: number }[];
}

/** Paths that Claude is told of. */
function pathsIn(body: MessagesBody): string[] {
  return [...userTextOf(body).matchAll(/^- (\/.*) \((?:[a-z]+\/\S+), \d+ bytes/gm)].map(([, path]) => path ?? '');
}

/** A tool call that knows the path of the attachment with this name. */
function withPath(name: string, turn: (path: string) => Turn): Turn {
  return (exchange) => {
    const path = pathsIn(exchange.body).find((each) => each.endsWith(`/${name}`));
    return turn(path ?? `/nowhere/${name}`)(exchange);
  };
}

/** The images that the user side of a conversation has sent itself, in base64. */
function imagesIn(body: MessagesBody): unknown[] {
  const blocks = body.messages.flatMap(({ role, content }) =>
    role === 'user' && typeof content !== 'string' ? content : [],
  );
  return blocks.flatMap((block) =>
    block.type === 'image' ? [(block as unknown as { source: { data: string } }).source.data] : [],
  );
}

describe('attachments of a job', () => {
  let rig: Rig;
  let clientId: string;

  beforeAll(async () => {
    rig = await Rig.start();
    ({ clientId } = await rig.addRepository());
  });

  afterAll(() => rig.close());

  const body = (marker: string, more: object = {}) => ({
    clientId,
    prompt: `Do ${marker}`,
    branchName: `feature/${marker}`,
    attachments: [picture, mail],
    ...more,
  });
  const lastOf = (marker: string): MessagesBody => {
    const last = rig.model.requestsOf(marker).at(-1);
    if (!last) throw new Error(`nobody asked for ${marker}`);
    return last.body;
  };

  it('are read by Claude beside the tree, seen if they are images, and are in nothing that is published', async () => {
    rig.model.script('look-here', [
      withPath(mail.name, (path) => uses('Read', { file_path: path })),
      withPath(mail.name, (path) =>
        uses('Bash', {
          command: `cat "${path}"; echo more >> "${path}"; rm -f "${path}"; cat "${path}"; pwd`,
          description: 'x',
        }),
      ),
      writes('done.txt'),
      says('Done.'),
    ]);
    const job = (await rig.run(body('look-here'))) as AttachmentsBody;
    expect(job).toMatchObject({ status: 'completed', error: null, attachments: SHOWN });
    const last = lastOf('look-here');
    expect(imagesIn(last)).toEqual([PNG]);
    const [read, shell = ''] = toolResultsOf(last);
    expect(read).toContain('the word is sesame');
    const tree = shell.trim().split('\n').at(-1) ?? '';
    expect(pathsIn(last)).toHaveLength(2);
    for (const path of pathsIn(last)) expect([path, path.startsWith(`${tree}/`)]).toEqual([path, false]);
    // Without a sandbox a job can do to its files what the server can.
    const { body: health } = await rig.api.get<{ sandbox: { driver: string } }>('/health');
    expect(shell.match(/the word is sesame/g)).toHaveLength(health.sandbox.driver === 'none' ? 1 : 2);
    const files = await rig.forge.repository('acme/app').git('ls-tree', '-r', '--name-only', job.branch_name);
    expect(files.trim().split('\n')).toEqual(['README.md', 'done.txt']);
    expect(JSON.stringify(rig.forge.pulls)).not.toContain('Größe');
    await until(() => !pathsIn(last).some((path) => existsSync(path)), 20_000);
  });

  it('are shown in every iteration of a loop', async () => {
    rig.model.scriptIterations('loop-here', [
      [withPath(mail.name, (path) => uses('Read', { file_path: path })), writes('one'), says('One.')],
      [withPath(mail.name, (path) => uses('Read', { file_path: path })), writes('two'), says('Two.')],
    ]);
    const job = await rig.run(body('loop-here', { jobType: 'ralph', maxIterations: 2 }));
    expect(job.status).toBe('completed');
    const ends = rig.model.requestsOf('loop-here').filter((asked) => toolResultsOf(asked.body).length === 2);
    expect(ends).toHaveLength(2);
    for (const end of ends) {
      expect(imagesIn(end.body)).toEqual([PNG]);
      expect(toolResultsOf(end.body)[0]).toContain('the word is sesame');
    }
  });

  it('are known to a conversation, also after a restart, and its messages do not repeat the images', async () => {
    const read = withPath(mail.name, (path) => uses('Read', { file_path: path }));
    rig.model.script('talk-here', [read, says('Read.'), read, says('Read again.')]);
    const id = await rig.queue(body('talk-here', { jobType: 'task' }));
    const waits = ({ phase }: JobBody): boolean => phase === 'awaiting_input' || phase === 'parked';
    await rig.api.waitForJob(id, waits);
    expect(imagesIn(lastOf('talk-here'))).toEqual([PNG]);
    expect(toolResultsOf(lastOf('talk-here'))[0]).toContain('the word is sesame');
    await rig.server.stop();
    await rig.restart();
    await rig.api.post(`/jobs/${id}/message`, { message: 'Once more' });
    await rig.api.waitForJob(id, (job) => waits(job) && job.last_answer === 'Read again.');
    expect(imagesIn(lastOf('talk-here'))).toEqual([PNG]);
    expect(toolResultsOf(lastOf('talk-here'))[1]).toContain('the word is sesame');
    const said = JSON.stringify((await rig.api.get(`/jobs/${id}?includeMessages=true`)).body);
    expect(said).not.toContain(PNG);
    await rig.api.post(`/jobs/${id}/complete`);
    expect((await rig.api.waitForEnd(id)).status).toBe('completed');
  });

  it('are encrypted in the database, answered without their contents, and copied by a retry', async () => {
    const secret = `plain-${randomBytes(9).toString('hex')}`;
    const attachments = [{ ...mail, data: base64(`${secret} sesame`) }];
    const id = await rig.queue(body('kept-here', { notBefore: LATER, attachments }));
    expect(await filesHolding(rig.folder, secret)).toEqual([]);
    const { body: job } = await rig.api.get<AttachmentsBody>(`/jobs/${id}`);
    expect(job.attachments).toEqual([{ ...SHOWN[1], bytes: Buffer.byteLength(`${secret} sesame`) }]);
    expect(JSON.stringify(job)).not.toContain(base64(secret).slice(0, 20));
    await rig.api.post(`/jobs/${id}/cancel`);
    const { body: retry } = await rig.api.post<{ id: string }>(`/jobs/${id}/retry`);
    rig.model.script('kept-here', [withPath(mail.name, (path) => uses('Read', { file_path: path })), says('Read.')]);
    expect((await rig.api.request('PATCH', `/jobs/${retry.id}`, { notBefore: null })).status).toBe(200);
    expect(await rig.api.waitForEnd(retry.id)).toMatchObject({ status: 'completed', attachments: job.attachments });
    expect(toolResultsOf(lastOf('kept-here'))[0]).toContain(secret);
  });

  it('may have 10 MB together; what is too large for an image, or is none, is a file', async () => {
    const png = Buffer.concat([Buffer.from(PNG, 'base64').subarray(0, 8), randomBytes(3_750_000)]);
    const attachments = [
      { name: 'huge.png', contentType: 'image/png', data: base64(png) },
      { name: 'none.png', contentType: 'image/png', data: base64('no image') },
      { name: 'rest.bin', contentType: 'application/octet-stream', data: base64(Buffer.alloc(10_000_000 - 3_750_016)) },
    ];
    const command = (path: string) => `cd "$(dirname "${path}")" && stat -c '%n %s' *`;
    rig.model.script('large-here', [
      withPath('none.png', (path) => uses('Bash', { command: command(path), description: 'sizes' })),
      says('Seen.'),
    ]);
    expect(await rig.run(body('large-here', { attachments }))).toMatchObject({ status: 'completed' });
    expect(imagesIn(lastOf('large-here'))).toEqual([]);
    expect(toolResultsOf(lastOf('large-here'))[0]?.split('\n')).toEqual([
      'huge.png 3750008',
      'none.png 8',
      'rest.bin 6249984',
    ]);
  });
});
