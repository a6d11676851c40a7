import { Matches } from 'class-validator';

/** GitHub's owners: letters, digits and inner dashes. */
export function IsGithubOwner(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/, {
    message: '$property must be a GitHub owner: up to 39 letters, digits or dashes',
  });
}

/** GitHub's repository names; `.` and `..` would be folders of their own, `.git` is added by the server. */
export function IsGithubRepository(): PropertyDecorator {
  return Matches(/^(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/i, {
    message: '$property must be a GitHub repository name: up to 100 letters, digits, dots, dashes or underscores',
  });
}
