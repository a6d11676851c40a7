import { handedTo } from './variables/all-variables.js';
import { secretPartOf } from './variables/declaration.js';

/** Variables that give Claude Code access to its model; only Claude gets them. */
const VARIABLES = handedTo('claude');
const CREDENTIALS = new Set(VARIABLES.filter(({ isCredential }) => isCredential).map(({ name }) => name));
const SECRETS = new Set(VARIABLES.filter((variable) => secretPartOf(variable) !== null).map(({ name }) => name));

/** The variables of the model in the server's environment, and the secrets among them. */
export class ModelEnvironment {
  private constructor(readonly variables: Readonly<Record<string, string>>) {}

  static from(raw: Record<string, string | undefined>): ModelEnvironment {
    const present = VARIABLES.flatMap(({ name }) => (raw[name] ? [[name, raw[name]] as const] : []));
    return new ModelEnvironment(Object.fromEntries(present));
  }

  /** In the order of their names. */
  get secrets(): string[] {
    return this.secretNames.flatMap((name) => this.variables[name] ?? []);
  }

  /** Names of the variables that hold a secret, sorted. */
  get secretNames(): string[] {
    return Object.keys(this.variables)
      .filter((name) => SECRETS.has(name))
      .toSorted();
  }

  /** Names of the variables with which Claude Code logs in. */
  get credentialNames(): string[] {
    return Object.keys(this.variables).filter((name) => CREDENTIALS.has(name));
  }

  /** The variables without the secrets. */
  get plain(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.variables).filter(([name]) => !SECRETS.has(name)));
  }
}
