import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { ClaudeBinary } from '../../src/claude/cli/claude-binary.js';
import { ClaudeConversations } from '../../src/claude/conversations/claude-conversations.js';
import { ClaudeEnvironment } from '../../src/claude/cli/claude-environment.js';
import { ClaudeLauncher } from '../../src/claude/cli/claude-launcher.js';
import { ClaudePermissions } from '../../src/claude/cli/claude-permissions.js';
import { ClaudeProgram } from '../../src/claude/cli/claude-program.js';
import type { ClaudeRequest, ClaudeResult } from '../../src/claude/runs/claude-run.js';
import { ClaudeVersion } from '../../src/claude/cli/claude-version.js';
import { ClaudeSessions } from '../../src/claude/cli/claude-sessions.js';
import { ClaudeProbe } from '../../src/claude/cli/claude.probe.js';
import { AttachedFiles } from '../../src/claude/runs/attached-files.js';
import { ClaudeRunner } from '../../src/claude/runs/claude.runner.js';
import { JobRedactors } from '../../src/platform/redaction/job-redactors.js';
import { knownSecrets } from '../../src/platform/redaction/known-secrets.js';
import { Redactor } from '../../src/platform/redaction/redactor.js';
import { CommitAuthor } from '../../src/platform/config/commit-author.js';
import { HostEnvironment } from '../../src/platform/config/host-environment.js';
import { ModelEnvironment } from '../../src/platform/config/model-environment.js';
import { parseEnv } from '../../src/platform/config/parse-env.js';
import { JobEventBus } from '../../src/platform/events/job-event-bus.js';
import type { JobMessage } from '../../src/platform/events/job-events.js';
import { ModelGateway } from '../../src/claude/model-access/model-gateway.js';
import { ModelProbe } from '../../src/claude/model-access/model-probe.js';
import { JobEnvironment } from '../../src/sandbox/job-environment.js';
import { JobDirectories } from '../../src/sandbox/directories/job-directories.js';
import { NoSandbox } from '../../src/sandbox/drivers/no-sandbox.js';
import { listProcessIds, type ProcessMarks, readMarks } from '../../src/sandbox/processes/process-table.js';
import { ScriptedModel } from './scripted-model.js';
import { until } from './until.js';

export interface RigOptions {
  /** Variables of the server, such as JOB_IDLE_TIMEOUT or CLAUDE_BIN. */
  readonly env?: Readonly<Record<string, string>>;
  /** Variables that lead to the model; default: the scripted one. */
  readonly model?: Readonly<Record<string, string>>;
  /** Takes each message; default: at once. */
  readonly onMessage?: (message: JobMessage) => void | Promise<void>;
}

/** The runner with all it needs, on folders of its own, the real CLI and a scripted model. */
export class ClaudeRig {
  readonly messages: JobMessage[] = [];

  private constructor(
    readonly folder: string,
    readonly model: ScriptedModel,
    private readonly nodeId: string,
  ) {}

  static async start(): Promise<ClaudeRig> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'claude-rig-')));
    return new ClaudeRig(folder, await ScriptedModel.start(), `rig-${randomUUID()}`);
  }

  /** A new working tree for a job. */
  async tree(): Promise<string> {
    const tree = join(this.folder, 'trees', randomUUID());
    await mkdir(tree, { recursive: true });
    return tree;
  }

  /** The parts as the application puts them together. */
  parts(options: RigOptions = {}) {
    const env = parseEnv({
      AGENT_API_SECRET: 'secret-of-the-api',
      GITHUB_TOKEN: 'secret-of-github',
      DATA_DIR: join(this.folder, 'data'),
      CLAUDE_MAX_RETRIES: '1',
      ...options.env,
    });
    const host = HostEnvironment.from({ PATH: '/usr/local/bin:/usr/bin:/bin' });
    const emitter = new EventEmitter2();
    emitter.on('job.message', (message: JobMessage) => this.take(message, options));
    const folders = new JobDirectories(env);
    const model = ModelEnvironment.from({ ...(options.model ?? this.model.variables) });
    const jobs = new JobEnvironment(new CommitAuthor(env), host, folders);
    const environment = new ClaudeEnvironment(env, jobs, folders);
    const sandbox = new NoSandbox(this.nodeId);
    const binary = new ClaudeBinary(env, host);
    const gateway = new ModelGateway(env, model);
    const version = new ClaudeVersion(sandbox, folders, binary, environment, gateway);
    const probe = new ClaudeProbe(version, new ModelProbe(model));
    const redactors = new JobRedactors(new Redactor(knownSecrets(env, model.variables)));
    const bus = new JobEventBus(emitter);
    const program = new ClaudeProgram(binary, folders, environment, gateway, sandbox);
    const launcher = new ClaudeLauncher(env, program, sandbox, bus, redactors);
    const sessions = new ClaudeSessions(folders);
    const attached = new AttachedFiles();
    const runner = new ClaudeRunner(env, launcher, probe, new ClaudePermissions(env, sandbox), sessions, attached);
    const conversations = new ClaudeConversations(env, launcher, probe, sessions, attached);
    return { runner, conversations, probe, folders, sandbox, binary, gateway, sessions, jobs };
  }

  async request(prompt: string, part: Partial<ClaudeRequest> = {}): Promise<ClaudeRequest> {
    return {
      claim: { jobId: randomUUID(), leaseToken: 1 },
      iterationNumber: null,
      sessionId: randomUUID(),
      resume: false,
      cwd: part.cwd ?? (await this.tree()),
      prompt,
      model: null,
      profile: 'code',
      ...part,
    };
  }

  /** One run from beginning to end. */
  async run(prompt: string, options: RigOptions = {}, part: Partial<ClaudeRequest> = {}): Promise<ClaudeResult> {
    return this.parts(options).runner.run(await this.request(prompt, part), new AbortController().signal);
  }

  // Typed `unknown`: whoever emits awaits the promise, although the emitter's types know of none.
  private take(message: JobMessage, { onMessage }: RigOptions): unknown {
    this.messages.push(message);
    return onMessage?.(message);
  }

  messagesOf(jobId: string): JobMessage[] {
    return this.messages.filter((message) => message.claim.jobId === jobId);
  }

  /** Resolves when `count` messages of a job contain `text`. */
  async whenSaid(jobId: string, text: string, count = 1): Promise<void> {
    await until(() => this.messagesOf(jobId).filter(({ content }) => content.includes(text)).length >= count, 30_000);
  }

  /** Ids of the processes of this rig's jobs, or of one of them. */
  processes(jobId?: string): number[] {
    const isOurs = (marks: ProcessMarks | null): boolean =>
      marks?.nodeId === this.nodeId && (jobId === undefined || marks.jobId === jobId);
    return listProcessIds().filter((pid) => isOurs(readMarks(pid)));
  }

  /** @throws Error when a run has left a process behind. */
  async close(): Promise<void> {
    const left = this.processes();
    await this.parts().sandbox.sweepOrphans(new Set());
    await this.model.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
    if (left.length > 0) throw new Error(`${left.length} processes were left behind`);
  }
}
