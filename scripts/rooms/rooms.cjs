// The rooms of src/, their order, and the files through which other rooms enter: from rooms.json, and from the comment with
// which each *.module.ts begins. Read by dependency-cruiser and by the picture in docs/architecture.md.
const { readdirSync, readFileSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');

const { rooms } = require('./rooms.json');

/** Every file below `directory`, as paths below `root` with slashes. */
function filesBelow(root, directory) {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.spec.ts'))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}

/** The text of the comment at the beginning of a module's file. @throws Error when it has none of three to five lines. */
function headerOf(root, file) {
  const comment = /^\/\*\*\n((?: \* .*\n)+) \*\/\n/.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? '';
  const lines = comment.split('\n').filter(Boolean);
  if (lines.length < 3 || lines.length > 5) {
    throw new Error(
      `${file} must begin with three to five lines: what belongs here, what does not, who enters through what`,
    );
  }
  return lines.map((line) => line.slice(3)).join(' ');
}

/** Names that a module's header gives to other rooms. */
function namesIn(header) {
  const sentence = /(?:Enter|enters,) through ([^;]*?)\.(?:\s|$)/.exec(header)?.[1] ?? '';
  return [...sentence.matchAll(/`([A-Za-z_]+)`/g)].map(([, name]) => name);
}

function exportsName(text, name) {
  return new RegExp(
    `^export (?:abstract )?(?:class|const|(?:async )?function\\*?|interface|type) ${name}\\b`,
    'm',
  ).test(text);
}

/**
 * The files of `room` that others may import: its modules, and whatever exports a name that a module's header gives away.
 * @throws Error for a name that nothing beside or below the module exports.
 */
function entriesOf(root, room) {
  const files = filesBelow(root, `src/${room}`);
  const modules = files.filter((file) => file.endsWith('.module.ts'));
  const given = modules.flatMap((module) => {
    const own = files.filter((file) => file.startsWith(`${dirname(module)}/`));
    return namesIn(headerOf(root, module)).map((name) => {
      const file = own.find((each) => exportsName(readFileSync(join(root, each), 'utf8'), name));
      if (!file) throw new Error(`${module} gives \`${name}\` away, but nothing beside or below it exports that`);
      return file;
    });
  });
  return [...new Set([...modules, ...given])];
}

module.exports = { rooms, entriesOf, filesBelow, headerOf };
