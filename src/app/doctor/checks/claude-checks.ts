import { fail, ok } from '../finding.js';
import type { Check } from './check.js';

export const claude: Check = {
  name: 'claude',
  needs: ['CLAUDE_BIN'],
  look: async (around) => {
    const { version, problem } = await around.claude();
    return [version === null ? fail(problem ?? 'Claude Code does not answer', INSTALL) : ok(`Claude Code ${version}`)];
  },
};

const INSTALL = 'Install it: npm install -g @anthropic-ai/claude-code; or set CLAUDE_BIN to the program';

/** Nothing is spent: a credential that cannot be tried for free is left to the first run. */
export const login: Check = {
  name: 'login',
  look: async (around) => {
    const { accepted, loginProblem } = await around.claude();
    if (loginProblem !== null) return [fail(loginProblem, 'See "Model" in docs/configuration.md')];
    return [
      ok(accepted ? 'The model accepts the credential' : 'A credential for the model is set; only a run can try it'),
    ];
  },
};
