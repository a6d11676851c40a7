import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Env } from './env.js';

/** The environment is unusable; `problems` has one sentence per variable and never a value, but for paths of folders. */
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
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(Env, given, { exposeDefaultValues: true });
  const problems = validateSync(env).map((error) => sentenceOf(error.property, error.constraints));
  problems.push(...contradictions(env));
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  return env;
}

/** The first declared rule speaks: a missing variable would break all of its rules at once. */
function sentenceOf(property: string, constraints: Record<string, string> = {}): string {
  return Object.values(constraints).at(-1) ?? `${property} is not valid`;
}

function contradictions(env: Env): string[] {
  const problems: string[] = [];
  if (env.SUPABASE_URL && !env.SUPABASE_SERVICE_ROLE_KEY) {
    problems.push('SUPABASE_SERVICE_ROLE_KEY is required when SUPABASE_URL is set');
  }
  if (!env.SUPABASE_URL && env.SUPABASE_SERVICE_ROLE_KEY) {
    problems.push('SUPABASE_URL is required when SUPABASE_SERVICE_ROLE_KEY is set');
  }
  if (env.SUPABASE_URL && env.DATABASE_URL) {
    problems.push('SUPABASE_URL and DATABASE_URL exclude each other: set one of them');
  }
  return problems;
}
