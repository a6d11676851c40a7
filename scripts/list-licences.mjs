// Writes docs/licences.md: what the package installs where it is used, with the licence of each. `--check` says what has changed instead, and
// refuses licences that nobody has looked at. Reads node_modules and the lock file; asks nobody.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/licences.md';
/** Licences under which this server may be given to others with its dependencies, or which its operator accepts (see the page). */
const ACCEPTED =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|PostgreSQL|Unlicense|\(MIT OR CC0-1\.0\)|\(MIT OR Apache-2\.0\)|\(MPL-2\.0 OR Apache-2\.0\)|\(BSD-3-Clause OR GPL-2\.0\))$/;
/** Under terms of their own, looked at one by one. */
const OWN_TERMS = new Map([
  ['@anthropic-ai/claude-code', "Anthropic's commercial terms: https://www.anthropic.com/legal/commercial-terms"],
]);

function licenceOf({ name, folder, lock }) {
  for (const [known, terms] of OWN_TERMS) if (name === known || name.startsWith(`${known}-`)) return terms;
  if (lock.license) return lock.license;
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return (
    (typeof license === 'string' ? license : license?.type) ??
    licenses?.map(({ type }) => type).join(' OR ') ??
    'unknown'
  );
}

function isAccepted(licence) {
  return ACCEPTED.test(licence) || [...OWN_TERMS.values()].includes(licence);
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

/** Where Node.js finds a package that another one names; null: it is not installed. */
function placeOf(name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place]) return packages[place].link ? packages[place].resolved : place;
    if (folder === '') return null;
  }
}

function requiredPeers({ peerDependencies = {}, peerDependenciesMeta = {} }) {
  return Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
}

/** The packages that these need where they are used. What the lock file marks for development says less: optional peers are there, too. */
function neededBy(names) {
  const places = new Set();
  const visit = (name, from) => {
    const place = placeOf(name, from);
    if (place === null || places.has(place)) return;
    places.add(place);
    const lock = packages[place];
    const next = [...Object.keys({ ...lock.dependencies, ...lock.optionalDependencies }), ...requiredPeers(lock)];
    for (const each of next) visit(each, place);
  };
  for (const name of names) visit(name, '');
  const found = [...places]
    .filter((place) => place.includes('node_modules/'))
    .map((folder) => ({
      name: packages[folder].name ?? folder.split('node_modules/').at(-1),
      folder,
      lock: packages[folder],
    }))
    .map((each) => ({
      name: each.name,
      version: each.lock.version,
      licence: licenceOf(each),
      isOptional: each.lock.optional === true,
    }));
  const unique = [...new Map(found.map((each) => [`${each.name}@${each.version}`, each])).values()];
  return unique.sort((one, other) =>
    one.name === other.name ? one.version.localeCompare(other.version) : one.name < other.name ? -1 : 1,
  );
}

/** What the pages of the console import: it is in the files that the package holds. */
function importedByConsole() {
  const files = readdirSync('web/src', { recursive: true }).filter((file) => /\.tsx?$/.test(file));
  const named = files.flatMap((file) => [
    ...readFileSync(join('web/src', file), 'utf8').matchAll(
      /^(?:import|export|\} from)\b.*'((?:@[\w-]+\/)?[a-z][\w-]*)[^']*';$/gm,
    ),
  ]);
  return [...new Set(named.map(([, name]) => name))].filter((name) => placeOf(name, '')?.includes('node_modules/'));
}

const unique = neededBy(Object.keys({ ...packages[''].dependencies, ...packages[''].optionalDependencies }));
const inConsole = neededBy(importedByConsole());

const refused = [...unique, ...inConsole].filter(({ licence }) => !isAccepted(licence));
for (const { name, version, licence } of refused) {
  console.error(
    `licences: ${name} ${version} has the licence ${licence}, which nobody has looked at: see scripts/list-licences.mjs`,
  );
}
if (refused.length > 0) process.exit(1);

function table(all) {
  const rows = all.map(
    ({ name, version, licence, isOptional }) =>
      `| \`${name}\`${isOptional ? ' (optional)' : ''} | ${version} | ${licence} |`,
  );
  return ['| Package | Version | Licence |', '| --- | --- | --- |', ...rows].join('\n');
}

const counts = Map.groupBy(unique, ({ licence }) => licence);
const summary = [...counts].sort(([, one], [, other]) => other.length - one.length);
const page = `# Licences

What \`npm install claude-code-orchestrator\` installs, with the licence of each. This page is made by \`npm run licences:generate\`; \`npm run licences:check\`
refuses a licence that nobody has looked at. \`npm run sbom\` writes a software bill of materials (CycloneDX) to \`sbom.cdx.json\`.

The server itself is under the [MIT licence](../LICENSE). The Claude Code CLI is Anthropic's, and comes under its terms; \`CLAUDE_BIN\`
may name one that you have installed yourself. Packages marked as optional are installed only where they fit the platform.

| Licence | Packages |
| --- | --- |
${summary.map(([licence, all]) => `| ${licence} | ${all.length} |`).join('\n')}

${table(unique)}

## Within the console

The pages of the [console](console.md) hold parts of these:

${table(inConsole)}
`;

/** Prettier widens tables: only what they say is compared. */
const bare = (text) => text.replace(/[ -]+/g, ' ');
if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
else if (bare(readFileSync(PAGE, 'utf8')) !== bare(page)) {
  console.error(`licences: ${PAGE} is not up to date: run npm run licences:generate`);
  process.exit(1);
}
