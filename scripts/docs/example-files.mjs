import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The sources of an example whose names match, as blocks of markdown by `<example>/<file>`. */
export async function exampleFiles(example, names = /./) {
  const entries = await readdir(join(EXAMPLES, example), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && names.test(entry.name));
  return Promise.all(
    files.map(async ({ name }) => {
      const text = await readFile(join(EXAMPLES, example, name), 'utf8');
      return [`${example}/${name}`, `\`\`\`${extname(name).slice(1)}\n${text.trimEnd()}\n\`\`\``];
    }),
  );
}
