import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ConsoleBrowser } from './support/console/browser.js';
import { Rig } from './support/rig.js';
import { Gate } from './support/scripted-model.gate.js';
import { after, hangs, says, uses, writes } from './support/scripted-model.turns.js';

const ENCRYPTION = { ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') };

describe('work through the console', () => {
  let rig: Rig;
  let browser: ConsoleBrowser;
  let page: Page;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '2', CLAUDE_MAX_RETRIES: '0', ...ENCRYPTION } });
    await rig.addRepository('acme/app');
    browser = await ConsoleBrowser.launch(rig.api.url);
    page = await browser.open();
    await browser.signIn(page, rig.api.secret);
  });

  afterAll(async () => {
    await browser.close();
    await rig.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const idOfPage = () => /\/jobs\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

  /** Fills in the form for a new job, and waits for the page of the job. */
  async function create(type: string, fields: Readonly<Record<string, string>>): Promise<string> {
    await browser.visit(page, '/jobs/new');
    await page.getByRole('radio', { name: type }).check();
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
    await press('Queue the job');
    await page.waitForURL(/\/jobs\/[0-9a-f-]{36}/);
    return idOfPage();
  }

  const PROMPT = 'What Claude is to do';

  it('refuses a wrong token with a sentence, and keeps a right one for the tab alone', async () => {
    const other = await browser.open();
    await other.goto(`${rig.api.url}/console/jobs`);
    await other.getByLabel('Secret or key').fill('wrong');
    await other.keyboard.press('Enter');
    await other.getByText('The token is not valid').waitFor();
    await browser.signIn(other, rig.api.secret, '/jobs');
    await other.reload();
    await other.getByRole('heading', { name: 'Jobs', exact: true }).waitFor();
    expect(await other.evaluate<string>('Object.values(localStorage).join()')).not.toContain('rig-secret');
    await other.close();
  });

  it('creates a code job with an attachment, shows it live, and follows it up', async () => {
    const gate = new Gate();
    rig.model.script('blue door', [
      uses('Bash', { command: 'echo look at this', description: 'Look around' }),
      after(gate, writes('door.txt', 'blue\n')),
      says('The door is **blue** now.'),
      // The follow-up goes on in the same session.
      writes('door.txt', 'red\n'),
      says('It is red.'),
    ]);
    await browser.visit(page, '/jobs/new');
    await page.getByLabel(PROMPT).fill('Please paint a blue door');
    await page.getByLabel('Branch', { exact: true }).fill('feature/door');
    await page
      .getByLabel('Attachments')
      .setInputFiles({ name: 'colours.txt', mimeType: 'text/plain', buffer: Buffer.from('blue\n') });
    await page.locator('bdi', { hasText: 'colours.txt' }).waitFor();
    await press('Queue the job');
    await page.getByText('Look around: echo look at this').waitFor();
    gate.open();
    await page.getByText('Wrote door.txt').click();
    await page.locator('.diff', { hasText: 'blue' }).first().waitFor();
    await page.locator('.says strong', { hasText: 'blue' }).waitFor();
    await page.getByRole('link', { name: '#1 at GitHub' }).waitFor();
    await page.getByRole('link', { name: 'Changes' }).click();
    await page.getByText('1 file changed').waitFor();
    const first = idOfPage();
    await press('Follow up');
    await page.getByLabel('What is to be done now').fill('Rather a red door');
    await press('Queue it');
    await page.waitForURL((url) => !url.pathname.endsWith(first));
    const followUp = await rig.api.waitForEnd(idOfPage());
    expect(followUp).toMatchObject({ status: 'completed', pr_url: expect.stringContaining('/pull/1') });
    await page.getByRole('link', { name: 'The first job of the chain' }).waitFor();
  });

  it('creates a conversation, answers its question, and completes it', async () => {
    rig.model.script('which colour', [says('Which **colour** do you want?'), says('Green it is.')]);
    const id = await create('Task', { [PROMPT]: 'Ask me which colour' });
    await page.getByText('Claude waits for your answer').waitFor();
    await page.getByLabel('Your answer').fill('Green, please');
    await press('Send');
    await page.locator('.person', { hasText: 'Green, please' }).waitFor();
    await page.locator('.says', { hasText: 'Green it is.' }).waitFor();
    await rig.api.waitForJob(id, ({ awaiting_input_since: since, num_turns: turns }) => since !== null && turns === 2);
    await press('Complete');
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'completed' });
    await page.locator('.badge', { hasText: 'Answered' }).first().waitFor();
  });

  it('approves a plan', async () => {
    rig.model.script('tall fence', [says('## Plan\n\nBuild a **fence**.'), writes('fence.txt'), says('It stands.')]);
    await browser.visit(page, '/jobs/new');
    await page.getByLabel(PROMPT).fill('Build a tall fence');
    await page.getByLabel('Branch', { exact: true }).fill('feature/fence');
    await page.getByLabel('Approve a plan first').check();
    await press('Queue the job');
    await page.getByText('Claude has made a plan').waitFor();
    await press('Approve');
    await page.locator('.says', { hasText: 'It stands.' }).waitFor();
  });

  it('creates a loop, and stops it after its iteration', async () => {
    const gate = new Gate();
    rig.model.scriptIterations('endless path', [[writes('path.txt', '1\n'), after(gate, says('One stone.'))]]);
    const id = await create('Ralph', {
      [PROMPT]: 'Lay an endless path',
      'Feedback commands': 'test -e path.txt',
      'Iterations at most': '3',
    });
    await press('Stop after this iteration');
    await page.getByText('Stop asked for').waitFor();
    gate.open();
    expect(await rig.api.waitForEnd(id)).toMatchObject({ completion_reason: 'manual_stop' });
    await page.getByText('Checked with test -e path.txt').waitFor();
    await page.getByRole('link', { name: 'Iterations' }).click();
    await page.getByRole('heading', { name: 'Iteration 1' }).waitFor();
    await page.locator('.uplot canvas').waitFor();
  });

  it('cancels a job that works, after a second word', async () => {
    rig.model.script('sleepy cat', [hangs()]);
    const id = await create('Code', { [PROMPT]: 'Wake the sleepy cat', Branch: 'feature/cat' });
    await press('Cancel');
    await press('Cancel the job');
    expect(await rig.api.waitForEnd(id)).toMatchObject({ status: 'cancelled' });
    await page.locator('.badge', { hasText: 'Cancelled' }).first().waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  });

  it('finds jobs by what the address says', async () => {
    await browser.visit(page, '/jobs?status=cancelled&q=sleepy');
    await page.getByRole('link', { name: 'Wake the sleepy cat' }).waitFor();
    expect(await page.locator('.list .what').count()).toBe(1);
    await page.getByLabel('Words in title or prompt').fill('nothing like it');
    await page.getByText('No job is like that').waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('nothing like it');
  });

  it('shows what was used', async () => {
    await browser.visit(page, '/usage');
    await page.locator('.bars', { hasText: 'acme/app' }).first().waitFor();
    const download = page.waitForEvent('download');
    await press('CSV by client');
    expect((await download).suggestedFilename()).toBe('usage-by-client.csv');
  });

  it('makes a key that reads, whose holder sees no button that changes anything', async () => {
    await browser.visit(page, '/keys');
    await press('New key');
    await page.getByLabel('Name').fill('wall');
    await press('Make the key');
    const token = await page.locator('.secret').innerText();
    const reader = await browser.open();
    await browser.signIn(reader, token, '/jobs');
    const seen: string[] = [];
    for (const path of ['/', '/jobs', '/clients', '/usage', '/webhooks']) {
      await browser.visit(reader, path);
      seen.push(...(await reader.locator('main button, main a.button').allInnerTexts()));
    }
    expect(seen.filter((name) => !name.startsWith('CSV'))).toEqual([]);
    await browser.visit(reader, '/keys');
    await reader.getByText('This page needs the scope admin').waitFor();
    await browser.visit(reader, '/jobs');
    await reader.getByRole('link', { name: 'Wake the sleepy cat' }).click();
    await reader.getByText('Timeline').waitFor();
    expect(await reader.locator('.page-head button').count()).toBe(0);
    await reader.close();
  });

  it('meant no request to another server, and met no fault', () => {
    expect(browser.offences).toEqual({ outside: [], faults: [] });
  });
});
