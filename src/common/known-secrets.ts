import type { Env } from '../config/env.js';
import type { ModelEnvironment } from '../config/model-environment.js';

/** Every secret this server was started with. */
export function knownSecrets(env: Env, model: ModelEnvironment): string[] {
  const own = [env.AGENT_API_SECRET, env.GITHUB_TOKEN, env.SUPABASE_SERVICE_ROLE_KEY, ...passwordsOf(env.DATABASE_URL)];
  return [...own.flatMap((secret) => secret ?? []), ...model.secrets.flatMap(partsOf)];
}

/** As it is, and as it stands in the URL. */
function passwordsOf(url: string | null): string[] {
  if (url === null || !URL.canParse(url)) return [];
  const { password, searchParams } = new URL(url);
  return [password, searchParams.get('password') ?? '']
    .flatMap((text) => [text, decoded(text)])
    .filter((text) => text !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `X-Key: abc` of ANTHROPIC_CUSTOM_HEADERS, which has one in each line, and `abc`: somebody may repeat the value alone. */
function partsOf(secret: string): string[] {
  const values = [...secret.matchAll(/^[\w-]+: *(?:(?:bearer|basic) +)?(\S.*)$/gim)].flatMap(
    ([, value]) => value ?? [],
  );
  return [secret, ...values.map((value) => value.trim())];
}
