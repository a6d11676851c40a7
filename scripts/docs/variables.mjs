// The variables of the server as their classes declare them. What a variable is for stands in the comment of its field; the
// rest is asked of the classes themselves.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import 'reflect-metadata';
import '../typescript-loader.mjs';

const folder = fileURLToPath(new URL('../../src/platform/config/variables', import.meta.url));

/**
 * In the order of the docs. `default` is as one would write it; '' when there is none.
 * @typedef {{ name: string, sentence: string, expects: string, default: string, isRequired: boolean, isAsked: boolean, isSecret: boolean }} Variable
 * @returns {Promise<{ title: string, sentence: string, variables: Variable[] }[]>}
 */
export async function readSections() {
  const { VARIABLE_CLASSES } = await import(`${folder}/all-variables.ts`);
  const { declarationsOf, secretPartOf } = await import(`${folder}/declaration.ts`);
  const comments = await readComments();
  return VARIABLE_CLASSES.map((Variables) => {
    const defaults = new Variables();
    const [title, sentence] = commentOf(comments, Variables.name).split(/: (.*)/s);
    const variables = declarationsOf(Variables).map((variable) => ({
      ...variable,
      sentence: commentOf(comments, variable.name),
      default: written(variable, defaults[variable.name]),
      isSecret: secretPartOf(variable) !== null,
    }));
    return { title, sentence: capitalised(sentence), variables };
  });
}

function written({ write }, value) {
  return value === null || value === undefined ? '' : write(value);
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function commentOf(comments, name) {
  const comment = comments.get(name);
  if (!comment) throw new Error(`${name} has no comment: write above it, in one sentence, what it is for`);
  return comment;
}

/** The comments of all classes and fields, by their names. */
async function readComments() {
  const files = (await readdir(folder)).filter((name) => name.endsWith('-variables.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  const comments = new Map();
  for (const source of sources) {
    const { statements } = ts.createSourceFile('', source, ts.ScriptTarget.Latest, true);
    for (const node of statements.filter(ts.isClassDeclaration).flatMap((each) => [each, ...each.members])) {
      const comment = ts.getJSDocCommentsAndTags(node).map((each) => ts.getTextOfJSDocComment(each.comment))[0];
      if (node.name && comment) comments.set(node.name.text, comment.replaceAll(/\s+/g, ' '));
    }
  }
  return comments;
}
