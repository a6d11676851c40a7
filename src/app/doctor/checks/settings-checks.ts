import { weaknessOf } from '../../../platform/config/secret-strength.js';
import { fail, type Finding, ok, warn } from '../finding.js';
import type { Check } from './check.js';

const PAGE = 'docs/configuration.md has the form of every variable';

/** Whether the server would start with these variables. */
export const settings: Check = {
  name: 'settings',
  look: ({ found }) => {
    if (found.problems.length === 0) return [ok('Every variable that is set has a value that the server takes')];
    return found.problems.map((sentence) => fail(sentence, `Change it where you set it; ${PAGE}`));
  },
};

/** Names that nobody reads, and files that everybody reads. */
export const variables: Check = {
  name: 'variables',
  look: ({ found }) => {
    const findings: Finding[] = [
      ...found.misnamed.map((sentence) => warn(sentence, 'Rename the variable, or remove it')),
      ...found.exposed.map((path) => warn(`Every user of this machine can read ${path}`, `Run: chmod 600 ${path}`)),
    ];
    return findings.length > 0
      ? findings
      : [ok('No name looks mistyped, and no file with secrets is open to everybody')];
  },
};

export const secret: Check = {
  name: 'secret',
  needs: ['AGENT_API_SECRET'],
  look: ({ env }) => {
    const weakness = weaknessOf(env.AGENT_API_SECRET);
    const fault = `AGENT_API_SECRET ${weakness}: whoever guesses it can use the server`;
    return [
      weakness === null
        ? ok('AGENT_API_SECRET is long enough, and not easily guessed')
        : warn(fault, 'Make one with: openssl rand -hex 32'),
    ];
  },
};

/** A server with an embedded database makes a key itself. */
export const encryption: Check = {
  name: 'encryption',
  needs: ['ENCRYPTION_KEY', 'DATABASE_URL', 'SUPABASE_URL'],
  look: ({ env }) => {
    if (env.ENCRYPTION_KEY !== null) return [ok('ENCRYPTION_KEY is set')];
    if (!env.DATABASE_URL && !env.SUPABASE_URL)
      return [ok('The key of the embedded database is in DATA_DIR: keep a copy apart')];
    const cure =
      'Make one with openssl rand -base64 32, and set ENCRYPTION_KEY_FILE to the file that has it, on every server';
    return [
      warn('ENCRYPTION_KEY is not set: jobs with variables or secrets are refused (409 encryption_key_required)', cure),
    ];
  },
};
