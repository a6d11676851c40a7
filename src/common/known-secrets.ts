import type { Env } from '../config/env.js';
import type { ModelEnvironment } from '../config/model-environment.js';

/** Every secret this server was started with. */
export function knownSecrets(env: Env, model: ModelEnvironment): string[] {
  const own = [env.AGENT_API_SECRET, env.GITHUB_TOKEN, env.SUPABASE_SERVICE_ROLE_KEY, passwordOf(env.DATABASE_URL)];
  return [...own.flatMap((secret) => secret ?? []), ...model.secrets];
}

function passwordOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? decodeURIComponent(new URL(url).password) : null;
}
