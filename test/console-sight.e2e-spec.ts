import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ConsoleBrowser, screenshot, seriousFindings } from './support/console/browser.js';
import { longConversation } from './support/console/long-conversation.js';
import { type Scene, stageScene } from './support/console/scene.js';
import { Rig } from './support/rig.js';
import { says } from './support/scripted-model.turns.js';

const HOSTILE = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1"> \u202egnp.exe مرحبا';

describe('the console as it is seen', () => {
  let rig: Rig;
  let scene: Scene;
  let browser: ConsoleBrowser;
  let page: Page;

  beforeAll(async () => {
    rig = await Rig.start({ env: { MAX_CONCURRENT_JOBS: '3', CLAUDE_MAX_RETRIES: '0' } });
    [scene, browser] = await Promise.all([stageScene(rig), ConsoleBrowser.launch(rig.api.url)]);
    page = await browser.open();
  });

  afterAll(async () => {
    await browser.close();
    await rig.close();
  });

  /** Views by the names of their screenshots. */
  const views = (): Record<string, string> => ({
    board: '/',
    jobs: '/jobs',
    'jobs-none': '/jobs?q=nothing-is-called-so',
    'job-done': `/jobs/${scene.done}`,
    'job-changes': `/jobs/${scene.done}?view=changes`,
    'job-task': `/jobs/${scene.done}?view=task`,
    'job-loop': `/jobs/${scene.loop}?view=loop`,
    'job-asking': `/jobs/${scene.asking}`,
    'job-plan': `/jobs/${scene.planned}`,
    'job-failed': `/jobs/${scene.failed}`,
    'job-working': `/jobs/${scene.working}`,
    'job-unknown': '/jobs/00000000-0000-4000-8000-000000000000',
    'new-job': '/jobs/new',
    clients: '/clients',
    client: `/clients/${scene.clientId}`,
    repository: `/repositories/${scene.repositoryId}`,
    usage: '/usage',
    webhooks: '/webhooks',
    keys: '/keys',
    audit: '/audit',
    doctor: '/doctor',
    'job-check': `/jobs/${scene.check}`,
    nowhere: '/nowhere',
  });

  it('is served with its own policy; its files may be kept, its page is asked for again', async () => {
    const answer = await fetch(new URL(`/console/jobs/${scene.done}?view=changes`, rig.api.url));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const tag = answer.headers.get('etag') ?? '';
    expect((await fetch(answer.url, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec(await answer.text())?.[1] ?? '';
    const file = await fetch(new URL(script, rig.api.url));
    expect(file.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(new URL('/console/assets/none.js', rig.api.url))).status).toBe(404);
  });

  it.each(['light', 'dark'] as const)('has no serious finding of axe on any page in the %s theme', async (theme) => {
    const themed = await browser.open({ theme });
    await themed.goto(`${rig.api.url}/console/`);
    await themed.getByLabel('Secret or key').waitFor();
    const findings: Record<string, string[]> = { 'sign-in': await seriousFindings(themed) };
    await screenshot(themed, `sign-in-${theme}`);
    await browser.signIn(themed, rig.api.secret);
    for (const [name, path] of Object.entries(views())) {
      await browser.visit(themed, path);
      await screenshot(themed, `${name}-${theme}`);
      findings[name] = await seriousFindings(themed);
    }
    expect(Object.entries(findings).filter(([, found]) => found.length > 0)).toEqual([]);
    await themed.close();
  });

  it('fits a phone', async () => {
    const phone = await browser.open({ width: 375 });
    await browser.signIn(phone, rig.api.secret);
    const wide: string[] = [];
    for (const [name, path] of Object.entries(views())) {
      await browser.visit(phone, path);
      if (name === 'board' || name === 'job-done') await screenshot(phone, `${name}-phone`);
      const width = await phone.evaluate<number>('document.documentElement.scrollWidth');
      if (width > 375) wide.push(`${name}: ${width}`);
    }
    expect(wide).toEqual([]);
    await phone.close();
  });

  it('shows hostile texts as text, and bounds what is large', async () => {
    rig.model.script('hostile text', [
      says(`${HOSTILE}\n\n[press me](javascript:window.hacked=1) ![picture](http://evil.test/x.png)`),
      says('x'.repeat(5_000_000)),
    ]);
    const { clientId } = await rig.register('acme/hostile');
    await rig.api.request('PATCH', `/clients/${clientId}`, { name: HOSTILE });
    const id = await rig.queue({
      clientId: scene.clientId,
      jobType: 'task',
      title: HOSTILE,
      prompt: `hostile text ${HOSTILE}`,
    });
    await rig.api.waitForJob(id, ({ awaiting_input_since: since }) => since !== null);
    await browser.signIn(page, rig.api.secret, `/jobs/${id}`);
    await page.locator('h1', { hasText: '<script>' }).waitFor();
    await page.locator('.says', { hasText: '<img src=x' }).waitFor();
    expect(await page.locator('main a[href^="javascript"], main img, main script').count()).toBe(0);
    await rig.api.post(`/jobs/${id}/message`, { message: HOSTILE });
    await page.getByText('A line of more than 1 MB').first().waitFor();
    await page.getByRole('button', { name: 'Download the whole message' }).first().waitFor();
    expect(await page.evaluate<number>('document.body.innerText.length')).toBeLessThan(200_000);
    await browser.visit(page, '/clients');
    await page.getByText('<script>').first().waitFor();
    expect(await page.evaluate<boolean>('"hacked" in window')).toBe(false);
    await rig.api.post(`/jobs/${id}/cancel`);
  });

  it('scrolls ten thousand messages, of which few are in the page', async () => {
    await page.route(`**/jobs/${scene.done}/events`, (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: longConversation(10_000) }),
    );
    await browser.visit(page, `/jobs/${scene.done}`);
    await page.locator('[aria-setsize="10000"]').first().waitFor();
    const frames = await page.evaluate<number[]>(`(async () => {
      const times = [];
      for (let frame = 0; frame < 90; frame += 1) {
        scrollBy(0, 400);
        times.push(await new Promise(requestAnimationFrame));
      }
      return times.slice(1).map((time, index) => time - times[index]);
    })()`);
    expect(await page.locator('.entries > li').count()).toBeLessThan(80);
    // A quiet machine draws each in 16.7 ms; this one does other things as well.
    expect(frames.toSorted((a, b) => a - b)[45]).toBeLessThan(50);
  });

  it('asks no other server, and needs nothing that its policy refuses', () => {
    expect(browser.offences).toEqual({ outside: [], faults: [] });
  });
});
