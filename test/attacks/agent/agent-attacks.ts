import type { AgentAttack } from './agent-attack.js';
import { ON_FILES } from './on-files.js';
import { BEYOND_THE_JOB, ON_GIT, ON_NETWORK } from './on-git-and-network.js';
import { ON_DATABASE, ON_OTHER_CLIENTS } from './on-others.js';
import { ON_SECRETS } from './on-secrets.js';

/** In the order in which they are made, all within one job. */
export const AGENT_ATTACKS: readonly AgentAttack[] = [
  ...ON_SECRETS,
  ...ON_FILES,
  ...ON_DATABASE,
  ...ON_OTHER_CLIENTS,
  ...ON_GIT,
  ...ON_NETWORK,
  ...BEYOND_THE_JOB,
];
