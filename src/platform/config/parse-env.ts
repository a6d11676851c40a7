import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Env, ENV_PARTS } from './env.js';
import { declarationsOf } from './variables/declaration.js';

/** The environment is not valid. `problems` has one sentence per variable and never contains values, except paths of directories. */
export class InvalidEnvironmentError extends Error {
  override readonly name = 'InvalidEnvironmentError';

  constructor(readonly problems: readonly string[]) {
    super(`Invalid environment: ${problems.join('; ')}`);
  }
}

/**
 * Turns raw variables into an {@link Env}. An empty variable counts as absent, as in a `.env` template.
 * @throws InvalidEnvironmentError with one sentence for each missing or wrong variable.
 */
export function parseEnv(raw: Record<string, string | undefined>): Env {
  const parts = ENV_PARTS.map((Part: new () => object) => parsePart(Part, raw));
  const env: Env = Object.assign(new Env(), ...parts);
  const errors = parts.flatMap((part) => validateSync(part));
  const problems = errors.map((error) => sentenceOf(error.property, error.constraints));
  problems.push(...contradictions(env));
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  return env;
}

/** Takes only the variables that the part declares. */
function parsePart(Part: new () => object, raw: Record<string, string | undefined>): object {
  const given = declarationsOf(Part).flatMap(({ name }) => (raw[name] ? [[name, raw[name]] as const] : []));
  return plainToInstance(Part, Object.fromEntries(given), { exposeDefaultValues: true });
}

/** One sentence is enough, that of the first rule; but a missing variable, which breaks all of them, is required. */
function sentenceOf(property: string, constraints: Record<string, string> = {}): string {
  return constraints['isDefined'] ?? Object.values(constraints)[0] ?? `${property} is not valid`;
}

/** Variables that are nothing without each other. */
const PAIRS = [
  ['GITHUB_APP_ID', 'GITHUB_APP_PRIVATE_KEY'],
  ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY'],
] as const;

function contradictions(env: Env): string[] {
  const problems = PAIRS.flatMap(([one, other]) => {
    if (Boolean(env[one]) === Boolean(env[other])) return [];
    const [missing, given] = env[one] ? [other, one] : [one, other];
    return [`${missing} is required when ${given} is set`];
  });
  if (env.SUPABASE_URL && env.DATABASE_URL) {
    problems.push('SUPABASE_URL and DATABASE_URL exclude each other: set one of them');
  }
  return problems;
}
