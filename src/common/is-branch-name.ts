import { ValidateBy } from 'class-validator';
import { isBranchName } from './branch-name.js';

export function IsBranchName(): PropertyDecorator {
  return ValidateBy({
    name: 'isBranchName',
    validator: {
      validate: (value) => typeof value === 'string' && isBranchName(value),
      defaultMessage: (args) =>
        `${args?.property ?? 'branch'} must be a valid git branch name of at most 200 characters, not HEAD, not starting with - or refs/`,
    },
  });
}
