import { ENV_PARTS } from '../env.js';
import { type Declaration, declarationsOf, type Receiver, secretPartOf } from './declaration.js';
import { MachineVariables } from './machine-variables.js';
import { ModelVariables } from './model-variables.js';

/** Classes of variables, in the order of the docs. */
export const VARIABLE_CLASSES = [...ENV_PARTS, ModelVariables, MachineVariables] as const;

/** Every variable that the server reads. */
export const VARIABLES: readonly Declaration[] = VARIABLE_CLASSES.flatMap(declarationsOf);

/** Variables whose value is secret, at least in part. Each may be given as `<NAME>_FILE`, the path of a file with the value. */
export const SECRET_VARIABLES: readonly string[] = VARIABLES.filter((variable) => secretPartOf(variable) !== null).map(
  ({ name }) => name,
);

/** Variables that the server passes to this program. */
export function handedTo(receiver: Receiver): Declaration[] {
  return VARIABLES.filter(({ receivers }) => receivers.includes(receiver));
}
