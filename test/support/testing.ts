/**
 * What suites of a team's own modules may rely on: `claude-code-orchestrator/testing`. The built server with those modules, GitHub
 * and the model played on loopback, and the real Claude Code CLI between them. `npm run setup -- --rig` builds it.
 */
export { ApiClient, type ApiAnswer, type JobBody, type Json, type MessageBody } from './api-client.js';
export { Forge } from './forge.js';
export type { RepositoryOptions } from './forge-repository.js';
export { type RegisteredRepository, Rig, type RigOptions } from './rig.js';
export { Gate } from './scripted-model.gate.js';
export { ScriptedModel } from './scripted-model.js';
export { after, answers, hangs, replies, says, steps, type Turn, uses } from './scripted-model.turns.js';
export { RunningServer, type ServerOptions } from './server.js';
export { SupabaseGateway } from './supabase/gateway.js';
export { until } from './until.js';

import { RunningServer, type ServerOptions } from './server.js';

/** The server alone, on a folder and a database of its own; end it with `stop`. */
export function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  return RunningServer.start(options);
}
