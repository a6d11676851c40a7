import { readSections } from './variables.mjs';

const HEAD = ['| Variable | Default | Value | What it is for | Secret |', '| --- | --- | --- | --- | --- |'];

/** A table of variables for each section, in Markdown. */
export async function variableTables() {
  const sections = await readSections();
  return sections.map(sectionOf).join('\n\n');
}

function sectionOf({ title, sentence, variables }) {
  return [`## ${title}`, '', sentence, '', ...HEAD, ...variables.map(rowOf)].join('\n');
}

function rowOf({ name, sentence, expects, default: preset, isRequired, isSecret }) {
  const shown = isRequired ? 'required' : preset && `\`${preset}\``;
  const cells = [`\`${name}\``, shown, expects, sentence, isSecret ? 'yes' : ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
