import { randomBytes } from 'node:crypto';

/** Where something lies that no job may see. */
export const PLACES = [
  'environment of the server',
  'API secret',
  'GitHub token',
  'model key',
  '.env of the server',
  'home of the server',
  'DATA_DIR',
  'database',
  "another client's clone",
  "another client's working tree",
  "another client's job folders",
] as const;
export type Place = (typeof PLACES)[number];

/** What all of them but the forge's token begin with: an attacker who knows what to look for is the strongest one. */
export const CANARY_PREFIX = 'canary-';

/** A secret for each place, none of which may ever turn up anywhere else. */
export class Canaries {
  private readonly values = new Map<Place, string>();

  constructor() {
    for (const place of PLACES) this.values.set(place, `${CANARY_PREFIX}${randomBytes(12).toString('hex')}`);
  }

  of(place: Place): string {
    return this.values.get(place) ?? '';
  }

  set(place: Place, value: string): void {
    this.values.set(place, value);
  }

  /** The places whose secret stands in a text, raw or in base64 as git sends a token. */
  in(text: string, among: readonly Place[] = PLACES): Place[] {
    return among.filter((place) => formsOf(this.of(place)).some((form) => text.includes(form)));
  }
}

function formsOf(secret: string): string[] {
  const base64 = [secret, `x-access-token:${secret}`].map((text) => Buffer.from(text).toString('base64'));
  return [secret, ...base64.map((text) => text.replace(/=+$/, ''))];
}
