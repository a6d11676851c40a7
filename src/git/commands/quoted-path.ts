const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** A path as it is in the tree, from the way git spells it when its name contains unprintable characters or quotes. */
export function unquoted(path: string): string {
  const [, inner] = /^"(.*)"$/s.exec(path) ?? [];
  if (inner === undefined) return path;
  return inner.replace(/\\(?:([0-7]{3})|(.))/gs, (_all, code?: string, letter = '') =>
    code === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 8)),
  );
}
