import type { Env } from '../env.js';
import { misnamedVariables } from '../misnamed-variables.js';
import { usableEnv } from '../parse-env.js';
import { startFiles } from '../start-environment.js';

/** What this process was started with, right or wrong, for those who look for what is wrong. Its sentences hold no values. */
export class StartFindings {
  private constructor(
    /** As they are, with the contents of secret files. */
    readonly variables: Readonly<Record<string, string | undefined>>,
    /** Without what is wrong. */
    readonly env: Env,
    /** One sentence for each variable that keeps the server from starting. */
    readonly problems: readonly string[],
    /** Names of the variables that are missing or wrong. */
    readonly wrong: ReadonlySet<string>,
    /** One sentence for each variable that is not known, but close to a known one. */
    readonly misnamed: readonly string[],
    /** Files with secrets that every user of the machine can read. */
    readonly exposed: readonly string[],
  ) {}

  /** Never throws. */
  static read(): StartFindings {
    const { variables, problems: ofFiles, exposed } = startFiles();
    const { env, problems, wrong } = usableEnv(variables);
    // A secret whose file cannot be used is no missing one: one sentence about it is enough.
    const told = problems.filter((sentence) => !ofFiles.some((other) => other.startsWith(`${nameIn(sentence)}_FILE `)));
    return new StartFindings(variables, env, [...ofFiles, ...told], wrong, misnamedVariables(variables), exposed);
  }
}

function nameIn(sentence: string): string {
  return sentence.split(' ', 1)[0] ?? '';
}
