/** Variables that lead Claude Code to its model; they are handed to Claude and to nothing else. */
const MODEL_VARIABLES = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'ANTHROPIC_CUSTOM_HEADERS',
  'ANTHROPIC_DEFAULT_HAIKU_MODEL',
  'ANTHROPIC_DEFAULT_OPUS_MODEL',
  'ANTHROPIC_DEFAULT_SONNET_MODEL',
  'CLAUDE_CODE_OAUTH_TOKEN',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
] as const;

const CREDENTIALS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'] as const;

const SECRETS = [...CREDENTIALS, 'ANTHROPIC_CUSTOM_HEADERS'] as const;

/** What the model needs from the server's environment, and the secrets among it. */
export class ModelEnvironment {
  private constructor(readonly variables: Readonly<Record<string, string>>) {}

  static from(raw: Record<string, string | undefined>): ModelEnvironment {
    const present = MODEL_VARIABLES.flatMap((name) => (raw[name] ? [[name, raw[name]] as const] : []));
    return new ModelEnvironment(Object.fromEntries(present));
  }

  get secrets(): string[] {
    return this.secretNames.flatMap((name) => this.variables[name] ?? []);
  }

  /** Those of its variables that hold a secret. */
  get secretNames(): string[] {
    return SECRETS.filter((name) => this.variables[name] !== undefined);
  }

  /** Those of its variables that Claude Code logs in with. */
  get credentialNames(): string[] {
    return CREDENTIALS.filter((name) => this.variables[name] !== undefined);
  }

  /** Its variables without the secrets. */
  get plain(): Readonly<Record<string, string>> {
    const secrets: readonly string[] = SECRETS;
    return Object.fromEntries(Object.entries(this.variables).filter(([name]) => !secrets.includes(name)));
  }
}
