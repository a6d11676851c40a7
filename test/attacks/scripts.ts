/** The name of an attack as a file name and as a path of the attacker's host. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Puts variables where a text names them. */
export function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\w+)/g, (whole, name: string) => variables[name] ?? whole);
}

/** A script for sh that knows the variables. */
export function scriptFile(name: string, script: string, variables: Readonly<Record<string, string>>): string {
  const all = { ...variables, SLUG: slugOf(name) };
  const lines = Object.entries(all).map(([key, value]) => `${key}='${value}'; export ${key}`);
  return `${lines.join('\n')}\nJOB=$(basename "$PWD"); export JOB\n${script}\n`;
}
