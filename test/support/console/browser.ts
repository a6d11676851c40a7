import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where screenshots go; git ignores it. */
const SCREENSHOTS = 'test-output/screenshots';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a browser did that it was not to do. */
export interface Offences {
  /** Addresses of other servers that were asked. */
  readonly outside: string[];
  /** What the policy of the page had to refuse, and errors of its scripts. */
  readonly faults: string[];
}

/** A real browser that looks at the console of a server. */
export class ConsoleBrowser {
  readonly offences: Offences = { outside: [], faults: [] };

  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async launch(url: string): Promise<ConsoleBrowser> {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    return new ConsoleBrowser(await chromium.launch({ executablePath, args: ['--no-sandbox'] }), url);
  }

  /** A tab of its own, in which nobody has signed in. */
  async open(options: { readonly theme?: 'light' | 'dark'; readonly width?: number } = {}): Promise<Page> {
    const { theme = 'light', width = 1280 } = options;
    const page = await this.browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: theme,
      reducedMotion: 'reduce',
    });
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => {
      if (!request.url().startsWith(this.url) && !/^(data|blob):/.test(request.url())) {
        this.offences.outside.push(request.url());
      }
    });
    page.on('pageerror', (error) => this.offences.faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML/.test(message.text())) this.offences.faults.push(message.text());
    });
    return page;
  }

  /** Signs in at an address, as a person does. */
  async signIn(page: Page, token: string, path = '/'): Promise<void> {
    await page.goto(`${this.url}/console${path}`);
    await page.getByLabel('Secret or key').fill(token);
    await page.keyboard.press('Enter');
    await page.locator('main#content h1').waitFor();
  }

  /** Goes to a view and waits until it is drawn. */
  async visit(page: Page, path: string): Promise<void> {
    await page.goto(`${this.url}/console${path}`);
    await page.locator('main#content h1').waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** What axe finds serious, each with the elements that it is about. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
