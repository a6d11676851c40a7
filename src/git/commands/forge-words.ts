/** Characters of the forge's words that a sentence quotes. */
const MAX_WORDS = 300;

/** What GitHub's words about a refused request mean. Its status alone says "no permission" for all of them. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: string | ((credential: string) => string)])[] = [
  [/\barchived\b/i, 'the repository is archived, and nothing in it can be changed'],
  [
    /\bSAML\b|single sign-on/i,
    (credential) =>
      `the organization demands single sign-on, and the ${credential} is not authorized for it. Authorize the token at GitHub`,
  ],
  [/IP allow list/i, "the organization's IP allow list does not have the address of the server"],
  [
    /forbids access via|token lifetime|token's lifetime/i,
    (credential) => `the organization does not accept this kind of ${credential}. Make another one that it accepts`,
  ],
  [/\bsuspended\b/i, (credential) => `the account of the ${credential} is suspended`],
  [
    /repository (?:access )?(?:is |was |has been )?(?:blocked|disabled|locked|unavailable)/i,
    'the repository is locked or disabled at GitHub',
  ],
];

/** null: nothing that is known. */
export function meaningOf(words: string, credential: string): string | null {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  return typeof meaning === 'function' ? meaning(credential) : meaning;
}

/** Words of the forge as a sentence can quote them: text on one line, of bounded length, without a dot at its end. */
export function quotable(words: string): string {
  const line = words
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('"', "'")
    .trim();
  return line.length > MAX_WORDS
    ? `${line.slice(0, MAX_WORDS).replace(/[\ud800-\udbff]$/, '')}…`
    : line.replace(/\.$/, '');
}

/** Our sentence, and beside it what the forge said itself, unless the sentence says that already. The words must be redacted. */
export function withForgeWords(sentence: string, words: string): string {
  const said = quotable(words);
  return said === '' || sentence.includes(said) ? sentence : `${sentence} GitHub said: "${said}".`;
}

/** What the forge said through git: lines that git prefixes with `remote:`, without progress, and the reason of a rejection. */
export function remoteWordsOf(output: string): string {
  const said = [...output.matchAll(/^remote:\s*(?:error:\s*)?(\S.*)$/gm)].map((match) => match[1]?.trim() ?? '');
  const reason = /\[remote rejected\][^\n]*\(([^()\n]+)\)/.exec(output)?.[1] ?? '';
  return [...said.filter((line) => !PROGRESS.test(line)), reason].filter((words) => words !== '').join(' ');
}

const PROGRESS = /^(?:Enumerating|Counting|Compressing|Finding|Resolving|Processing|Total)\b/;
