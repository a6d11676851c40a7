/** Shorter values would match ordinary words. */
const MIN_SECRET_LENGTH = 6;
/** A shorter line of a multi-line secret is not a secret by itself. */
const MIN_LINE_LENGTH = 16;

/** Every form in which these secrets may appear in a text, longest first. */
export function formsOf(secrets: readonly string[]): string[] {
  const forms = new Set(secrets.flatMap(withLines).flatMap(formsOfOne));
  return [...forms].sort((a, b) => b.length - a.length);
}

/** Adds the lines of a multi-line secret, which may be printed one by one. */
function withLines(secret: string): string[] {
  if (secret.length < MIN_SECRET_LENGTH) return [];
  if (!secret.includes('\n')) return [secret];
  const lines = secret.split('\n').map((line) => line.trim());
  return [secret, ...lines.filter((line) => line.length >= MIN_LINE_LENGTH)];
}

function formsOfOne(secret: string): string[] {
  const url = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    url,
    url.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase()),
    json,
    // A JSON file that a tool has read appears inside a line of JSON.
    JSON.stringify(json).slice(1, -1),
    // How git sends a token over HTTP.
    withoutPadding(`x-access-token:${secret}`),
    ...base64Forms(secret).flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
  ];
}

/**
 * Base64 turns three bytes into four characters, so the form of a secret depends on the number of bytes before it. Characters
 * that it shares with its neighbours are not part of a form: they hold at most six bits of it.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inside = [0, 1, 2].map((before) => {
    const all = Buffer.concat([Buffer.alloc(before), bytes]);
    return all.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((all.length * 8) / 6));
  });
  return [withoutPadding(secret), ...inside];
}

function withoutPadding(text: string): string {
  return Buffer.from(text).toString('base64').replace(/=+$/, '');
}
