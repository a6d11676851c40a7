import { describe, expect, it } from '@jest/globals';
import { HostEnvironment } from '../host-environment.js';
import { ModelEnvironment } from '../model-environment.js';
import { parseEnv } from '../parse-env.js';
import { handedTo, SECRET_VARIABLES, VARIABLE_CLASSES, VARIABLES } from './all-variables.js';
import { declarationsOf, declares, NotSecret, secretPartOf, soundsSecret } from './declaration.js';

describe('the variables of the server', () => {
  it.each(VARIABLE_CLASSES.map((Variables) => [Variables.name, Variables] as const))(
    '%s declares each of its fields',
    (_, Variables) => {
      expect(declarationsOf(Variables).map(({ name }) => name)).toEqual(Object.keys(new Variables()));
    },
  );

  it('are each declared once, and say what a value must be', () => {
    expect(new Set(VARIABLES.map(({ name }) => name)).size).toBe(VARIABLES.length);
    expect(VARIABLES.filter(({ expects }) => expects === '')).toEqual([]);
  });

  it('say whether they are secret where their name sounds like it', () => {
    const unsaid = VARIABLES.filter(({ name, secret }) => soundsSecret(name) && secret === undefined);
    expect(unsaid.map(({ name }) => `${name}: mark it with @Secret() or @NotSecret()`)).toEqual([]);
    expect(SECRET_VARIABLES.length).toBeGreaterThan(5);
  });

  it('count as secret where nobody has said so', () => {
    class Forgotten {
      @declares({ expects: 'text' })
      readonly NEW_TOKEN: string | null = null;

      @NotSecret()
      @declares({ expects: 'text' })
      readonly MAX_TOKENS: string | null = null;

      @declares({ expects: 'text' })
      readonly COLOR: string | null = null;
    }
    const parts = declarationsOf(Forgotten).map((variable) => [variable.name, secretPartOf(variable)]);
    expect(parts).toEqual([
      ['NEW_TOKEN', 'value'],
      ['MAX_TOKENS', null],
      ['COLOR', null],
    ]);
  });

  it('get into Env, and to the programs that the server starts, by their declaration alone', () => {
    const raw = Object.fromEntries(VARIABLES.map(({ name }) => [name, `${name}-value`]));
    const others = { CANARY: 'canary', AWS_SECRET_ACCESS_KEY: 'canary', PORT: '' };
    const own = parseEnv({ AGENT_API_SECRET: 'a-secret', ...others, ANTHROPIC_API_KEY: 'for-claude' });
    expect(Object.values(own)).not.toContain('canary');
    expect(Object.values(own)).not.toContain('for-claude');
    const claude = ModelEnvironment.from({ ...raw, ...others }).variables;
    expect(Object.keys(claude).toSorted()).toEqual(
      handedTo('claude')
        .map(({ name }) => name)
        .toSorted(),
    );
    const git = HostEnvironment.from({ ...raw, ...others }).network;
    expect(Object.keys(git).filter((name) => SECRET_VARIABLES.includes(name))).toEqual([]);
  });
});
