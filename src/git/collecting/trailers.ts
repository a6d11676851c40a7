/** A commit message with one more trailer for each value; they stay with the work, whoever publishes it and when. */
export function withTrailers(message: string, name: string, values: readonly string[]): string {
  if (values.length === 0) return message;
  // Values are untrusted: they must not start a new line or change the text direction.
  const lines = values.map((value) => `${name}: ${value.replace(/\p{C}/gu, '?')}\n`);
  const hasTrailers = /\n\n(?:[A-Za-z-]+: .*\n)+$/.test(message);
  return `${message}${hasTrailers ? '' : '\n'}${lines.join('')}`;
}

/** The first values, and how many more there are. */
export function firstOf(values: readonly string[], count: number): string[] {
  const more = values.length - count;
  return [...values.slice(0, count), ...(more > 0 ? [`and ${more} more`] : [])];
}
