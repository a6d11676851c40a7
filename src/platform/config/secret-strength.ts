/** In characters. */
const LONG_ENOUGH = 32;
/** In bits. 32 random hexadecimal digits have at least 100 by this count, and words that repeat hardly 30. */
const ENOUGH_BITS = 80;
/** Characters after which what follows is taken to be known. */
const REPEAT = 3;

/** Why a secret can be guessed, as the rest of a sentence; null: it cannot. */
export function weaknessOf(secret: string): string | null {
  if (secret.length < LONG_ENOUGH) return `is shorter than ${LONG_ENOUGH} characters`;
  return bitsOf(secret) < ENOUGH_BITS ? 'repeats itself, and so is easily guessed' : null;
}

/** Shannon's entropy of those characters that do not follow from the ones before: by a repetition, or by counting on. */
function bitsOf(text: string): number {
  const characters = text.split('');
  const counts = new Map<string, number>();
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / characters.length);
  const bits = shares.reduce((sum, share) => sum - share * Math.log2(share), 0);
  return bits * characters.filter((_, place) => !follows(text, place)).length;
}

function follows(text: string, place: number): boolean {
  if (place < REPEAT - 1) return false;
  const end = text.slice(place - REPEAT + 1, place + 1);
  if (text.indexOf(end) < place - REPEAT + 1) return true;
  return end.charCodeAt(2) - end.charCodeAt(1) === end.charCodeAt(1) - end.charCodeAt(0);
}
