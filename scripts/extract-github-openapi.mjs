// Writes test/support/github-openapi.json: the part of GitHub's own OpenAPI description that the test forge is held to.
// The whole of it, the npm package @octokit/openapi (MIT), is far too large to be a dependency; it is fetched into a
// temporary folder. Usage: node scripts/extract-github-openapi.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@octokit/openapi@23.0.2';
const FILE = 'package/generated/api.github.com.json';
const TARGET = fileURLToPath(new URL('../test/support/github-openapi.json', import.meta.url));
const OPERATIONS = [
  ['get', '/app'],
  ['post', '/app/installations/{installation_id}/access_tokens'],
  ['get', '/user'],
  ['get', '/users/{username}'],
  ['get', '/repos/{owner}/{repo}'],
  ['get', '/repos/{owner}/{repo}/installation'],
  ['get', '/repos/{owner}/{repo}/branches/{branch}'],
  ['get', '/repos/{owner}/{repo}/pulls'],
  ['post', '/repos/{owner}/{repo}/pulls'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}'],
  ['patch', '/repos/{owner}/{repo}/pulls/{pull_number}'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews'],
  ['post', '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers'],
  ['get', '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments'],
  ['get', '/repos/{owner}/{repo}/collaborators/{username}/permission'],
  ['get', '/repos/{owner}/{repo}/commits/{ref}/check-suites'],
  ['get', '/repos/{owner}/{repo}/commits/{ref}/check-runs'],
  ['get', '/repos/{owner}/{repo}/actions/jobs/{job_id}/logs'],
  ['get', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/comments'],
  ['get', '/repos/{owner}/{repo}/labels/{name}'],
  ['post', '/repos/{owner}/{repo}/issues/{issue_number}/labels'],
];
/** Texts for people, which validate nothing. */
const PROSE = new Set(['description', 'example', 'examples', 'externalDocs', 'summary', 'tags', 'x-github']);

const description = withoutProse(download());
const wanted = {
  openapi: description.openapi,
  info: { ...description.info, 'x-source': PACKAGE },
  paths: {},
  components: {},
};
for (const [method, path] of OPERATIONS) {
  wanted.paths[path] = { ...wanted.paths[path], [method]: description.paths[path][method] };
}
copyReferences(wanted.paths);
writeFileSync(TARGET, `${JSON.stringify(wanted, null, 1)}\n`);

function download() {
  const folder = mkdtempSync(join(tmpdir(), 'github-openapi-'));
  try {
    const options = { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] };
    const archive = execFileSync('npm', ['pack', '--silent', PACKAGE], options).trim();
    execFileSync('tar', ['-xzf', archive, FILE], options);
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Inside `properties` the keys are names of fields, and a field may well be called "description". */
function withoutProse(node, insideProperties = false) {
  if (Array.isArray(node)) return node.map((each) => withoutProse(each));
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => insideProperties || !PROSE.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutProse(value, key === 'properties')]));
}

function copyReferences(node) {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key !== '$ref') copyReferences(value);
    else copyComponent(value);
  }
}

function copyComponent(reference) {
  const [, , kind, name] = reference.split('/');
  wanted.components[kind] ??= {};
  if (wanted.components[kind][name]) return;
  wanted.components[kind][name] = description.components[kind][name];
  copyReferences(wanted.components[kind][name]);
}
