import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorsOf, type DocPage, readPage } from './support/doc-pages.js';

/** Where a path in backticks may begin, and what it may leave out at its end. */
const PLACES = ['', 'src'] as const;
const ENDINGS = ['', '.ts', '.e2e-spec.ts'] as const;

const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
});
const pages = paths
  .split('\n')
  .filter((path) => existsSync(path))
  .map((path) => readPage('.', path));
const { scripts, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
/** First directories of paths that are ours: others belong to repositories, branches or routes. */
const ours = new Set(
  PLACES.flatMap((place) => readdirSync(place || '.', { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
);

describe('what the docs name', () => {
  it('as an npm script is one', () => {
    const missing = pages.flatMap((page) =>
      npmScriptsIn(page)
        .filter((name) => !(name in scripts))
        .map(inPage(page)),
    );
    expect(missing).toEqual([]);
  });

  it('as a link leads somewhere', () => {
    const missing = pages.flatMap((page) =>
      linksIn(page)
        .filter((link) => !leadsSomewhere(page, link))
        .map(inPage(page)),
    );
    expect(missing).toEqual([]);
  });

  it('as a path exists', () => {
    const missing = pages.flatMap((page) =>
      pathsIn(page)
        .filter((path) => !isThere(path))
        .map(inPage(page)),
    );
    expect(missing).toEqual([]);
  });

  it('as the version of Claude Code is the one that the tests use', () => {
    const cli = '@anthropic-ai/claude-code';
    const extending = readFileSync('docs/extending.md', 'utf8');
    expect(extending).toContain(`is tested, ${dependencies[cli]}, as a dependency`);
  });

  it('is looked for at all', () => {
    const all = [npmScriptsIn, linksIn, pathsIn].map((find) => pages.flatMap(find).length);
    expect(Math.min(...all)).toBeGreaterThan(20);
    const page: DocPage = {
      path: 'docs/new.md',
      blocks: [],
      prose: '`src/git/nowhere`, [x](nowhere.md), [y](api.md#nowhere)',
    };
    expect(pathsIn(page).filter(isThere)).toEqual([]);
    expect(linksIn(page).filter((link) => leadsSomewhere(page, link))).toEqual([]);
  });
});

function npmScriptsIn({ prose, blocks }: DocPage): string[] {
  const text = [prose, ...blocks.map((block) => block.text)].join('\n');
  const named = [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g)];
  return named.map(([, run, short]) => run ?? short ?? '');
}

function linksIn({ prose }: DocPage): string[] {
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: DocPage, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page.path : normalize(join(dirname(page.path), file));
  if (!existsSync(target)) return false;
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(readPage('.', target)).includes(anchor));
}

function pathsIn({ prose }: DocPage): string[] {
  const quoted = [...prose.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, path = '']) => path);
  return quoted.filter((path) => ours.has(path.split('/')[0] ?? ''));
}

function isThere(path: string): boolean {
  return PLACES.some((place) => ENDINGS.some((ending) => existsSync(join(place, `${path}${ending}`))));
}

function inPage({ path }: DocPage): (name: string) => string {
  return (name) => `${path}: ${name}`;
}
