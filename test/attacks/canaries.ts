import { randomBytes } from 'node:crypto';
import { SECRETS, type VariableName, valueWith } from '../support/secret-variables.js';

const OTHER_PLACES = [
  'environment of the server',
  '.env of the server',
  'home of the server',
  'DATA_DIR',
  'database',
  "another client's clone",
  "another client's working tree",
  "another client's job folders",
] as const;

/** Where something lies that no job may see: variables that hold a secret, by their names, and others. */
export type Place = VariableName | (typeof OTHER_PLACES)[number];

/** The battlefield's server runs a database of its own, and has every secret that does not lead to another. */
export const SECRETS_OF_THE_SERVER = SECRETS.filter(({ choosesStore }) => !choosesStore);
export const PLACES: readonly Place[] = [...SECRETS_OF_THE_SERVER.map(({ name }) => name), ...OTHER_PLACES];

/** What all of them begin with: an attacker who knows what to look for is the strongest one. */
export const CANARY_PREFIX = 'canary-';

/** A secret for each place, none of which may ever turn up anywhere else. */
export class Canaries {
  private readonly values: ReadonlyMap<Place, string>;

  /** Each is as long as an encryption key in base64, which it may have to be. */
  constructor(private readonly places: readonly Place[] = PLACES) {
    this.values = new Map(places.map((place) => [place, `${CANARY_PREFIX}${randomBytes(18).toString('hex')}`]));
  }

  /** @throws Error for a place that has none. */
  of(place: Place): string {
    const value = this.values.get(place);
    if (value === undefined) throw new Error(`there is no canary in ${place}`);
    return value;
  }

  /** The variables among the places, each with a value that its canary is in. */
  get environment(): Record<string, string> {
    const variables = SECRETS.filter(({ name }) => this.values.has(name));
    const values = variables.map((variable) => [variable.name, valueWith(variable, this.of(variable.name))] as const);
    // A key of no App is refused.
    const app: Record<string, string> = this.values.has('GITHUB_APP_PRIVATE_KEY') ? { GITHUB_APP_ID: '1' } : {};
    return { ...Object.fromEntries(values), ...app };
  }

  /** The places whose secret stands in a text, raw or in base64 as git sends a token. */
  in(text: string, among: readonly Place[] = this.places): Place[] {
    return among.filter((place) => formsOf(this.of(place)).some((form) => text.includes(form)));
  }
}

function formsOf(secret: string): string[] {
  const base64 = [secret, `x-access-token:${secret}`].map((text) => Buffer.from(text).toString('base64'));
  return [secret, ...base64.map((text) => text.replace(/=+$/, ''))];
}
