/** Shorter values would blank out ordinary words. */
const MIN_SECRET_LENGTH = 6;
/** A shorter line of a secret of several lines is no secret by itself. */
const MIN_LINE_LENGTH = 16;

/** Every way in which these secrets may stand in a text, the longest first. */
export function formsOf(secrets: readonly string[]): string[] {
  const forms = new Set(secrets.flatMap(withLines).flatMap(formsOfOne));
  return [...forms].sort((a, b) => b.length - a.length);
}

/** What is printed line by line is met line by line. */
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
    // A file of JSON that a tool has read stands in a line of JSON.
    JSON.stringify(json).slice(1, -1),
    // How git sends a token over HTTP.
    withoutPadding(`x-access-token:${secret}`),
    ...base64Forms(secret).flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
  ];
}

/**
 * In base64 three bytes are four characters, so how a secret looks depends on how many bytes stand before it. Characters
 * that it shares with its neighbours are not part of a form: they hold six bits of it at most.
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
