// Writes docs/licences.md: what the package installs where it is used, with the licence of each. `--check` says what has changed instead, and
// refuses licences that nobody has looked at. Reads node_modules and the lock file; asks nobody.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = 'docs/licences.md';
/** Licences under which this server may be given to others with its dependencies, or which its operator accepts (see the page). */
const ACCEPTED =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|PostgreSQL|Unlicense|\(MIT OR CC0-1\.0\)|\(MIT OR Apache-2\.0\)|\(BSD-3-Clause OR GPL-2\.0\))$/;
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
const installed = Object.entries(packages)
  .filter(([path, lock]) => path.includes('node_modules/') && !lock.dev && !lock.link)
  .map(([folder, lock]) => ({ name: lock.name ?? folder.split('node_modules/').at(-1), folder, lock }))
  .map((each) => ({
    name: each.name,
    version: each.lock.version,
    licence: licenceOf(each),
    isOptional: each.lock.optional === true,
  }));
const unique = [...new Map(installed.map((each) => [`${each.name}@${each.version}`, each])).values()];
unique.sort((one, other) =>
  one.name === other.name ? one.version.localeCompare(other.version) : one.name < other.name ? -1 : 1,
);

const refused = unique.filter(({ licence }) => !isAccepted(licence));
for (const { name, version, licence } of refused) {
  console.error(
    `licences: ${name} ${version} has the licence ${licence}, which nobody has looked at: see scripts/list-licences.mjs`,
  );
}
if (refused.length > 0) process.exit(1);

const counts = Map.groupBy(unique, ({ licence }) => licence);
const summary = [...counts].sort(([, one], [, other]) => other.length - one.length);
const page = `# Licences

What \`npm install claude-code-orchestrator\` installs, with the licence of each. This page is made by \`npm run licences:generate\`; \`npm run licences:check\`
refuses a licence that nobody has looked at. \`npm run sbom\` writes a software bill of materials (CycloneDX) to \`sbom.cdx.json\`.

The server itself is under the [MIT licence](../LICENSE). The Claude Code CLI is Anthropic's, and comes under its terms; it is optional: \`CLAUDE_BIN\`
may name one that you have installed yourself. Packages marked as optional are installed only where they fit the platform.

| Licence | Packages |
| --- | --- |
${summary.map(([licence, all]) => `| ${licence} | ${all.length} |`).join('\n')}

| Package | Version | Licence |
| --- | --- | --- |
${unique.map(({ name, version, licence, isOptional }) => `| \`${name}\`${isOptional ? ' (optional)' : ''} | ${version} | ${licence} |`).join('\n')}
`;

/** Prettier widens tables: only what they say is compared. */
const bare = (text) => text.replace(/[ -]+/g, ' ');
if (!process.argv.includes('--check')) writeFileSync(PAGE, page);
else if (bare(readFileSync(PAGE, 'utf8')) !== bare(page)) {
  console.error(`licences: ${PAGE} is not up to date: run npm run licences:generate`);
  process.exit(1);
}
