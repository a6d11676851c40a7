import { fail, type Finding, ok, warn } from '../finding.js';
import type { Check } from './check.js';

export const store: Check = {
  name: 'store',
  needs: ['DATABASE_URL', 'SUPABASE_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'DATA_DIR'],
  look: async (around): Promise<readonly Finding[]> => {
    const { problems, what, missing, newer } = await around.store();
    if (problems.length > 0) {
      return problems.map((sentence) => fail(sentence, 'See "Choose a database" in docs/operations.md'));
    }
    if (newer.length > 0) {
      const message = `The database has migrations of a newer server: ${newer.join(', ')}`;
      return [warn(message, 'Run the version that applied them, or a newer one')];
    }
    const pending =
      missing.length === 0
        ? ''
        : `; the next start applies ${missing.length} migration${missing.length === 1 ? '' : 's'}`;
    return [ok(`${what.charAt(0).toUpperCase()}${what.slice(1)} can be used${pending}`)];
  },
};
