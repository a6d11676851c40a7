/** Where this machine's npm has its packages from. */
export function npmSettings(): Record<string, string> {
  const names = ['npm_config_userconfig', 'npm_config_globalconfig', 'npm_config_registry', 'npm_config_cache'];
  const kept = names.map((name) => [name, process.env[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Record<string, string>;
}
