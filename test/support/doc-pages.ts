import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CodeBlock {
  /** The first word after the fence, such as `bash`; '' without one. */
  readonly language: string;
  /** What follows the language, such as `201`. */
  readonly info: string;
  readonly text: string;
  /** 1-based line of the fence. */
  readonly line: number;
}

export interface DocPage {
  /** From the root of the repository. */
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  /** Everything outside the code blocks. */
  readonly prose: string;
}

/** Blocks that begin at the margin; one in a list or a quotation is prose. */
const BLOCK = /^```(\S*) ?(.*)\n([^]*?)^```$/gm;

export function readPage(root: string, path: string): DocPage {
  const markdown = readFileSync(join(root, path), 'utf8');
  const blocks = [...markdown.matchAll(BLOCK)].map((found) => {
    const [, language = '', info = '', text = ''] = found;
    return { language, info, text, line: markdown.slice(0, found.index).split('\n').length };
  });
  return { path, blocks, prose: markdown.replaceAll(BLOCK, '') };
}

/** Anchors of the headings, as GitHub makes them. */
export function anchorsOf({ prose }: DocPage): string[] {
  const headings = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
