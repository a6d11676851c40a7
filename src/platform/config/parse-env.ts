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
export function parseEnv(raw: RawVariables): Env {
  const { env, problems } = readEnv(raw);
  if (problems.length > 0) throw new InvalidEnvironmentError(problems.map(({ sentence }) => sentence));
  return env;
}

type RawVariables = Readonly<Record<string, string | undefined>>;

/** What is wrong with one variable, or with several that contradict each other. */
interface EnvProblem {
  readonly sentence: string;
  readonly names: readonly string[];
}

export interface UsableEnv {
  /** As if what is missing or wrong were not set: a variable that is required is undefined then. */
  readonly env: Env;
  readonly problems: readonly string[];
  /** Names of the variables that are missing or wrong. */
  readonly wrong: ReadonlySet<string>;
}

/** As {@link parseEnv}, for those who look for what is wrong: never throws. */
export function usableEnv(raw: RawVariables): UsableEnv {
  const { problems } = readEnv(raw);
  const wrong = new Set(problems.flatMap(({ names }) => names));
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !wrong.has(name)));
  return { env: readEnv(kept).env, problems: problems.map(({ sentence }) => sentence), wrong };
}

function readEnv(raw: RawVariables): { readonly env: Env; readonly problems: readonly EnvProblem[] } {
  const parts = ENV_PARTS.map((Part: new () => object) => parsePart(Part, raw));
  const env: Env = Object.assign(new Env(), ...parts);
  const errors = parts.flatMap((part) => validateSync(part));
  const wrong = errors.map(({ property, constraints }) => ({
    sentence: sentenceOf(property, constraints),
    names: [property],
  }));
  return { env, problems: [...wrong, ...contradictions(env)] };
}

/** Takes only the variables that the part declares. */
function parsePart(Part: new () => object, raw: RawVariables): object {
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

function contradictions(env: Env): EnvProblem[] {
  const problems: EnvProblem[] = PAIRS.flatMap(([one, other]) => {
    if (Boolean(env[one]) === Boolean(env[other])) return [];
    const [missing, given] = env[one] ? [other, one] : [one, other];
    return [{ sentence: `${missing} is required when ${given} is set`, names: [one, other] }];
  });
  if (env.SUPABASE_URL && env.DATABASE_URL) {
    const sentence = 'SUPABASE_URL and DATABASE_URL exclude each other: set one of them';
    problems.push({ sentence, names: ['SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'DATABASE_URL'] });
  }
  return problems;
}
