// Writes test/support/github-schema.graphql: the part of GitHub's own GraphQL schema that the test forge is held to. The whole
// of it, the npm package @octokit/graphql-schema (MIT), has more than a thousand types; it is fetched into a temporary folder.
// Usage: node scripts/extract-github-graphql.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kind, parse, print, visit } from 'graphql';

const PACKAGE = '@octokit/graphql-schema@15.26.1';
const FILE = 'package/schema.graphql';
const TARGET = fileURLToPath(new URL('../test/support/github-schema.graphql', import.meta.url));
/** The types to keep, and of each the fields; null: all of them. */
const KEPT = {
  Mutation: ['convertPullRequestToDraft', 'markPullRequestReadyForReview'],
  ConvertPullRequestToDraftInput: null,
  ConvertPullRequestToDraftPayload: ['clientMutationId', 'pullRequest'],
  MarkPullRequestReadyForReviewInput: null,
  MarkPullRequestReadyForReviewPayload: ['clientMutationId', 'pullRequest'],
  PullRequest: ['id', 'isDraft', 'number'],
  Query: ['id'],
};

const whole = parse(download(), { noLocation: true });
const definitions = whole.definitions.filter(({ name }) => name && name.value in KEPT).map(trimmed);
const missing = Object.keys(KEPT).filter((name) => !definitions.some((each) => each.name.value === name));
if (missing.length > 0) throw new Error(`GitHub's schema has no ${missing.join(', ')}`);
const text = print({ kind: Kind.DOCUMENT, definitions });
writeFileSync(TARGET, `# From ${PACKAGE}, by scripts/extract-github-graphql.mjs.\n\n${text}\n`);

/** Without texts for people, directives and interfaces. */
function trimmed(definition) {
  const fields = KEPT[definition.name.value];
  const part = {
    ...definition,
    interfaces: [],
    fields: definition.fields.filter(({ name }) => fields === null || fields.includes(name.value)),
  };
  return visit(part, {
    enter: (node) => (node.description ? { ...node, description: undefined } : undefined),
    Directive: () => null,
  });
}

function download() {
  const folder = mkdtempSync(join(tmpdir(), 'github-graphql-'));
  try {
    const options = { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
    const archive = execFileSync('npm', ['pack', '--silent', PACKAGE], options).trim();
    execFileSync('tar', ['-xzf', archive, FILE], options);
    return readFileSync(join(folder, FILE), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
