import { ValidateBy } from 'class-validator';
import { isBranchName } from './branch-name.js';

const MESSAGE = 'branchPrefix must be the beginning of a branch name, up to 50 characters, such as claude/';

/** A property that holds what generated names of branches begin with. */
export function IsBranchPrefix(): PropertyDecorator {
  return ValidateBy({
    name: 'isBranchPrefix',
    validator: {
      validate: (value) =>
        typeof value === 'string' && value.length >= 1 && value.length <= 50 && isBranchName(`${value}x`),
      defaultMessage: () => MESSAGE,
    },
  });
}
