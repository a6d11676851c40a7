import { readSections } from './variables.mjs';

const WIDTH = 118;

const HEAD = `# Settings of the server: copy this file to .env and fill in what has no # before it. Lines with # show the defaults.
# Durations are written with a unit: 500ms, 30s, 10m, 2h, 7d. docs/configuration.md has the same, and what values may be.
# It is safer to keep secrets in files of their own: GITHUB_TOKEN_FILE=/path instead of GITHUB_TOKEN, and so for each secret.
`;

/** `.env.example`: every variable with its sentence. */
export async function envExample() {
  const sections = await readSections();
  return [HEAD, ...sections.map(sectionOf)].join('\n');
}

function sectionOf({ title, sentence, variables }) {
  return `${[`# --- ${title} ---`, ...comment(sentence), '', ...variables.flatMap(linesOf)].join('\n')}\n`;
}

function linesOf({ name, sentence, default: preset, isRequired, isAsked, isSecret }) {
  const marks = [isRequired ? 'Required.' : '', isSecret ? 'Secret.' : ''].filter(Boolean);
  return [...comment([sentence, ...marks].join(' ')), `${isAsked ? '' : '#'}${name}=${preset}`];
}

/** Broken into lines. */
function comment(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (`${lines.at(-1)} ${word}`.length > WIDTH) lines.push('');
    lines.push(`${lines.pop()} ${word}`);
  }
  return lines.map((line) => `#${line}`);
}
