import { Matches } from 'class-validator';
import { OWNER_NAME } from '../../git/repository-ref.js';

/** Names of GitHub owners, those of managed users included. */
export function IsGithubOwner(): PropertyDecorator {
  return Matches(OWNER_NAME, {
    message: '$property must be a GitHub owner: up to 39 letters, digits, dashes or underscores',
  });
}

/** Names of GitHub repositories. `.` and `..` have a meaning as directories; the server itself adds `.git`. */
export function IsGithubRepository(): PropertyDecorator {
  return Matches(/^(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9._-]{1,100}$/i, {
    message: '$property must be a GitHub repository name: up to 100 letters, digits, dots, dashes or underscores',
  });
}
