import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ConsoleBrowser } from './support/console/browser.js';
import { type RegisteredRepository, Rig } from './support/rig.js';

describe('the care of a repository through the console', () => {
  let rig: Rig;
  let browser: ConsoleBrowser;
  let page: Page;
  let side: RegisteredRepository;

  beforeAll(async () => {
    rig = await Rig.start();
    await rig.addRepository('acme/app');
    side = await rig.addRepository('acme/side', { files: { 'README.md': '# Side\n' } });
    browser = await ConsoleBrowser.launch(rig.api.url);
    page = await browser.open();
    await browser.signIn(page, rig.api.secret);
  });

  afterAll(async () => {
    await browser.close();
    await rig.close();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  it('changes the settings of a repository, and says what GitHub does not confirm', async () => {
    await browser.visit(page, `/repositories/${side.repositoryId}`);
    await page.getByText('It was never checked').waitFor();
    await page.getByLabel('Setup command').fill('echo prepared');
    await page.getByLabel('Its result is kept for').selectOption('never');
    await page.getByLabel('Submodules').selectOption('true');
    await page.getByLabel('Feedback commands').fill('test -e README.md\necho why; exit 4');
    await page.getByLabel('A review that requests changes').check();
    await page.getByLabel('A comment that begins with').fill('@agent');
    await press('Save the settings');
    await page.getByText('Saved').waitFor();
    expect((await rig.api.get(`/repos/${side.repositoryId}`)).body).toMatchObject({
      owner_name: 'acme',
      setup_command: 'echo prepared',
      setup_timeout_minutes: null,
      setup_cache_key: [],
      submodules: true,
      feedback_commands: ['test -e README.md', 'echo why; exit 4'],
      auto_follow_up: { on_review: true, on_failed_checks: false, mention: '@agent', max_per_pull_request: 5 },
    });
    await page.getByLabel('Name at GitHub').fill('nowhere');
    await press('Save the settings');
    await page.getByText('The settings are saved. GitHub does not').waitFor();
    await page.getByLabel('Name at GitHub').fill('side');
    await press('Save the settings');
    await page.getByRole('heading', { name: 'acme/side' }).waitFor();
  });

  it('checks a repository, and shows the report there and at its job', async () => {
    await press('Check now');
    await page.locator('li', { hasText: 'Setup command' }).getByText('It passed: echo prepared').waitFor();
    const failed = page.locator('li', { hasText: 'Feedback command 2' });
    await failed.locator('.badge', { hasText: 'fails' }).waitFor();
    await failed.locator('.output', { hasText: 'why' }).waitFor();
    await page.getByRole('link', { name: 'The job of the check' }).click();
    await page.getByRole('heading', { name: 'What the check found' }).waitFor();
    await page.locator('.badge', { hasText: 'Jobs cannot work' }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Follow up' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Conversation' }).click();
    await page.getByText('Prepared with echo prepared').waitFor();
    await page.getByText('Checked with echo why').waitFor();
  });

  it('shows what a check has found so far, and keeps it when the check is cancelled', async () => {
    await rig.api.request('PATCH', `/repos/${side.repositoryId}`, { setupCommand: 'sleep 600' });
    await browser.visit(page, `/repositories/${side.repositoryId}`);
    await press('Check now');
    const push = page.locator('li', { hasText: 'Permission to push' });
    await page.locator('.badge', { hasText: 'Setting up' }).waitFor();
    await push.locator('.badge', { hasText: 'ok' }).waitFor();
    expect(await page.getByRole('button', { name: 'Checking …' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'The job of the check' }).click();
    await press('Cancel');
    await press('Cancel the job');
    await page.locator('.badge', { hasText: 'Cancelled' }).first().waitFor();
    await push.locator('.badge', { hasText: 'ok' }).waitFor();
  });

  it('makes a key for one client, whose holder sees nothing of others and no page that fails', async () => {
    await browser.visit(page, '/keys');
    await press('New key');
    await page.getByLabel('Name').fill('side portal');
    await page.getByLabel('Scope').selectOption('clients');
    await page.locator('dialog .chip', { hasText: 'acme/side' }).click();
    await page.getByLabel('Jobs an hour').fill('20');
    await press('Make the key');
    const token = await page.locator('.secret').innerText();
    await press('I have it');
    await page.getByText(/^for .*acme\/side.* alone$/).waitFor();
    await page.getByText('20 jobs an hour').waitFor();
    const holder = await browser.open();
    await browser.signIn(holder, token);
    await holder.getByText('Bound to 1 client').waitFor();
    const seen: string[] = [];
    const own = [
      '/',
      '/jobs',
      '/jobs/new',
      '/clients',
      `/clients/${side.clientId}`,
      `/repositories/${side.repositoryId}`,
    ];
    for (const path of [...own, '/usage', '/webhooks']) {
      await browser.visit(holder, path);
      seen.push(await holder.locator('body').innerText());
    }
    const words = seen.join('\n');
    expect(words).toContain('acme/side');
    for (const absent of ['acme/app', 'could not be loaded', 'New client', 'Register', 'Keys', 'Doctor', 'Owner at']) {
      expect([absent, words.includes(absent)]).toEqual([absent, false]);
    }
    await holder.close();
  });

  it('removes a repository, whose name stays in what was used', async () => {
    await browser.visit(page, `/repositories/${side.repositoryId}`);
    await press('Remove');
    await press('Remove it');
    await page.waitForURL(/\/clients\//);
    await browser.visit(page, '/usage');
    await page.locator('.card', { hasText: 'By repository' }).locator('bdi', { hasText: 'acme/side' }).waitFor();
  });

  it('met no fault', () => {
    expect(browser.offences).toEqual({ outside: [], faults: [] });
  });
});
