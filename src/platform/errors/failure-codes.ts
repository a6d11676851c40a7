/** Why jobs fail, for programs: the `error_code` beside the sentence in `error`. None is renamed or removed. */
export const FAILURE_CODES = {
  agent_failed: 'Claude ended with an error, or could not be started.',
  agent_timeout: 'Claude took too long.',
  model_unavailable: 'The model could not be used, however often the job waited for it.',
  git_refused: 'git could not fetch, collect or push the work, or GitHub refused the push.',
  forge_refused: 'GitHub refused something else, such as the pull request.',
  forge_unreachable: 'GitHub was away, or limited the token, however often the job waited for it.',
  repository_missing: 'The repository, or the branch to start from, is not there, or cannot be seen with the token.',
  branch_refused: 'Jobs may not push to this branch.',
  work_refused: 'The work cannot be published as it is: too large, or with a repository inside the repository.',
  protected_path: 'The work changes files that the repository protects (`protectedPaths`).',
  secret_found: 'The work contains a secret.',
  interrupted: 'The job was interrupted in all of its attempts.',
  unknown_type: 'The server cannot run jobs of this type.',
  internal: 'An unexpected fault of the server.',
  other: 'Something else, which `error` tells.',
} as const;

export type FailureCode = keyof typeof FAILURE_CODES;
