import { ValidateBy } from 'class-validator';
import { faultOfBranchName } from './branch-name.js';

export function IsBranchName(): PropertyDecorator {
  return ValidateBy({
    name: 'isBranchName',
    validator: {
      validate: (value) => faultOfBranchName(value) === null,
      defaultMessage: (args) =>
        `${args?.property ?? 'branch'} must be a valid git branch name: it ${faultOfBranchName(args?.value) ?? ''}`,
    },
  });
}
