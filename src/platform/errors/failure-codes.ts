/** Why jobs fail, for programs: the `error_code` beside the sentence in `error`. None is renamed or removed. */
export const FAILURE_CODES = {
  agent_failed: 'Claude ended with an error, or could not be started.',
  agent_timeout: 'Claude took too long.',
  model_unavailable: 'The model could not be used, however often the job waited for it.',
  git_refused: 'git could not fetch, collect or push the work, or GitHub refused the push.',
  forge_refused: 'GitHub refused something else, such as the pull request.',
  forge_unreachable: 'GitHub was away, or limited the token, however often the job waited for it.',
  output_invalid: 'Claude gave no answer that fits `outputSchema`, however often it tried.',
  repository_missing: 'The repository, or the branch to start from, is not there, or cannot be seen with the token.',
  setup_failed: 'The setup command of the repository failed, or took too long.',
  branch_refused: 'Jobs may not push to this branch.',
  pull_request_closed: 'The pull request that the follow-up was to go into is merged or closed.',
  work_refused: 'The work cannot be published as it is: too large, or with a repository inside the repository.',
  unfinished_merge:
    'A merge, a rebase or the like was not finished: conflicts, markers of them or further steps are left.',
  lfs_unavailable: 'The work changes files of Git LFS, and the server has no git-lfs, or does without it.',
  lfs_missing: 'The work has a pointer of Git LFS whose content was not found, or is too large.',
  lfs_locked: 'The work changes files that somebody else has locked at GitHub.',
  submodule_changed: 'The work is inside a submodule, from where it cannot be published.',
  protected_path: 'The work changes files that the repository protects (`protectedPaths`).',
  secret_found: 'The work contains a secret.',
  interrupted: 'The job was interrupted in all of its attempts.',
  unknown_type: 'The server cannot run jobs of this type.',
  internal: 'An unexpected fault of the server.',
  other: 'Something else, which `error` tells.',
} as const;

export type FailureCode = keyof typeof FAILURE_CODES;
