import { generateKeyPairSync } from 'node:crypto';
import { handedTo, VARIABLES } from '../../src/platform/config/variables/all-variables.js';
import { declarationsOf, type SecretPart, secretPartOf } from '../../src/platform/config/variables/declaration.js';
import type { ModelVariables } from '../../src/platform/config/variables/model-variables.js';
import { StoreVariables } from '../../src/platform/config/variables/store-variables.js';
import type { Env } from '../../src/platform/config/env.js';

export type VariableName = keyof Env | keyof ModelVariables;

/** A variable that is declared to hold a secret. */
export interface SecretVariable {
  readonly name: VariableName;
  readonly part: SecretPart;
  /** Whether Claude gets it, and with Claude whatever it runs, unless the server keeps the model's credential. */
  readonly isHandedToClaude: boolean;
  /** Whether it leads to a database: a server has one of these, or none. */
  readonly choosesStore: boolean;
}

const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' });

/** Every secret that a server can be given, from the declarations: a new one is in the tests that go through these. */
export const SECRETS: readonly SecretVariable[] = secretVariables();

/** A value of this variable with `secret` in it. */
export function valueWith({ part }: SecretVariable, secret: string): string {
  const values: Readonly<Record<SecretPart, string>> = {
    value: secret,
    // A key has this many characters, and so must the secret. The other one must not look like names in hostile repositories.
    list: `${secret},${'5e'.repeat(32)}`,
    password: `postgres://somebody:${secret}@db.example:5432/orders`,
    headers: `X-Team: shop\nAuthorization: Bearer ${secret}`,
    members: JSON.stringify({ 'somebody-else': secret }),
    pairs: `x-team=shop-of-acme,authorization=Bearer%20${secret}`,
    // What stands before a key is a comment.
    pem: `${secret}\n${KEY.toString()}`,
  };
  return values[part];
}

function secretVariables(): SecretVariable[] {
  const claude = new Set(handedTo('claude').map(({ name }) => name));
  const store = new Set(declarationsOf(StoreVariables).map(({ name }) => name));
  return VARIABLES.flatMap((variable) => {
    const part = secretPartOf(variable);
    if (part === null) return [];
    const name = variable.name as VariableName;
    return [{ name, part, isHandedToClaude: claude.has(name), choosesStore: store.has(name) }];
  });
}
