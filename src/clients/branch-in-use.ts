import { DomainError } from '../platform/errors/domain-error.js';

/** The refusal of a default branch that jobs work on. */
export function branchInUse(branch: string): DomainError {
  const sentence = `Jobs that have not ended work on the branch ${branch}: it can become the default branch afterwards`;
  return new DomainError('conflict', 'branch_in_use', sentence);
}
