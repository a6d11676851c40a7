import { ClaudeVariables } from './variables/claude-variables.js';
import { composed } from './variables/composed.js';
import { DirectoryVariables } from './variables/directory-variables.js';
import { GithubVariables } from './variables/github-variables.js';
import { HttpVariables } from './variables/http-variables.js';
import { LogVariables } from './variables/log-variables.js';
import { QueueVariables } from './variables/queue-variables.js';
import { SandboxVariables } from './variables/sandbox-variables.js';
import { StoreVariables } from './variables/store-variables.js';
import { TraceVariables } from './variables/trace-variables.js';
import { VaultVariables } from './variables/vault-variables.js';
import { WebhookVariables } from './variables/webhook-variables.js';

/** Each class declares the variables of one subject: the form of a value, the default, whether it is secret, and its sentence in the docs. */
export const ENV_PARTS = [
  HttpVariables,
  QueueVariables,
  DirectoryVariables,
  StoreVariables,
  VaultVariables,
  GithubVariables,
  ClaudeVariables,
  SandboxVariables,
  WebhookVariables,
  LogVariables,
  TraceVariables,
] as const;

/** The server's own settings after validation. `HostEnvironment` and `ModelEnvironment` hold what is passed on to git and Claude. */
export class Env extends composed(ENV_PARTS) {}
