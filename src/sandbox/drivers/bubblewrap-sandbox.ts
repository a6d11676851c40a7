import { setTimeout as delay } from 'node:timers/promises';
import { BubblewrapArguments } from './bubblewrap-arguments.js';
import type { JobDirectories } from '../directories/job-directories.js';
import type { JobLimits } from '../limits/job-limits.js';
import { hasExited, signalGroup, stopGroup, within } from '../processes/process-group.js';
import { type CommandLine, ProcessSandbox } from './process-sandbox.js';
import { listProcessIds, readParentId } from '../processes/process-table.js';
import type { SandboxCommand, SandboxNetwork, SandboxProcess } from '../sandbox.js';
import type { SystemView } from './system-view.js';
import { asUser } from './wrappers.js';

const KILL_WAIT_MS = 2_000;
const LOOK_MS = 5;

/** Until the process becomes another user, it keeps only root's rights to do so and to enter its working directory. */
const ONLY_TO_CHANGE_USER = ['ALL', 'CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_DAC_READ_SEARCH'].flatMap(
  (name, index) => [index === 0 ? '--cap-drop' : '--cap-add', name],
);

/** The only connection out of a sandbox without a network. */
export interface NetworkBridge {
  /** Unix socket of the server's proxy. */
  readonly socket: string;
  /** Loopback port inside the sandbox that leads to the socket. */
  readonly port: number;
  /** Script that runs inside and connects the two. */
  readonly relay: string;
}

const SOCKET_INSIDE = '/run/orchestrator/model.sock';
const RELAY_INSIDE = '/run/orchestrator/loopback-relay.mjs';

/** The bwrap of this machine. */
export interface BubblewrapProgram {
  readonly path: string;
  /** Whether it can keep a job from making user namespaces, which expose more of the kernel; bwrap ≥ 0.8. */
  readonly disablesUserNamespaces: boolean;
}

/**
 * Gives each command of a job private processes, IPC, host name and mounts (bwrap(1)). The command sees the system read-only,
 * the job's working tree and directories, and the bare clone that the tree borrows from, but nothing else of the server. A
 * server that runs as root makes the job another user, after the mounts are made: their sources may lie where only root can
 * go. Any other server needs user namespaces, and its jobs keep its user id. When the server or the command ends, everything
 * inside ends too.
 */
export class BubblewrapSandbox extends ProcessSandbox {
  readonly driver = 'bubblewrap';
  override readonly network: SandboxNetwork;

  constructor(
    nodeId: string,
    private readonly bwrap: BubblewrapProgram,
    private readonly system: SystemView,
    private readonly directories: JobDirectories,
    protected override readonly limits: JobLimits,
    /** null: jobs share the network of the machine. */
    private readonly bridge: NetworkBridge | null = null,
  ) {
    super(nodeId, limits);
    this.network = bridge === null ? 'open' : 'model-only';
  }

  protected confine(command: SandboxCommand): CommandLine {
    const view = this.directories.viewOf(command.jobId);
    const mounts = new BubblewrapArguments(this.system).addJob(view).addProgram(command);
    const bridge = command.network === undefined ? null : this.bridge;
    if (bridge) mounts.addFile(bridge.socket, SOCKET_INSIDE).addFile(bridge.relay, RELAY_INSIDE);
    const outside = [
      ...(view.uid === null ? this.inUserNamespace() : ONLY_TO_CHANGE_USER),
      ...(this.bridge === null ? [] : ['--unshare-net']),
    ];
    const inside = [
      ...this.limits.inside(),
      ...(view.uid === null ? [] : asUser(view.uid, view.groups)),
      ...(bridge ? [process.execPath, RELAY_INSIDE, SOCKET_INSIDE, String(bridge.port)] : []),
    ];
    const around = [...this.limits.around(command.jobId), this.bwrap.path, ...outside];
    const [file = '', ...args] = [
      ...around,
      ...mounts.finish(command.cwd),
      '--',
      ...inside,
      command.file,
      ...command.args,
    ];
    return { file, args, cwd: '/' };
  }

  private inUserNamespace(): string[] {
    return ['--unshare-user', ...(this.bwrap.disablesUserNamespaces ? ['--disable-userns'] : [])];
  }

  /** Signals the command's group: SIGTERM would kill bwrap itself, and the command with it without a chance to react. */
  override async stop(child: SandboxProcess, graceMs: number): Promise<void> {
    if (child.pid === undefined || hasExited(child)) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const deadline = performance.now() + graceMs;
    const leader = await this.askToEnd(child, deadline);
    if (leader === null) return stopGroup(child, 0);
    if (await within(Math.max(0, deadline - performance.now()), exited)) return;
    signalGroup(leader, 'SIGKILL');
    signalGroup(child.pid, 'SIGKILL');
    await within(KILL_WAIT_MS, exited);
  }

  /** Asks the first process inside, which leads the command's session. null: there was none in time. */
  private async askToEnd(child: SandboxProcess, deadline: number): Promise<number | null> {
    do {
      const leader = childOf(child.pid);
      // Only once it has started the command: it ignores the signal itself.
      if (leader !== undefined && childOf(leader) !== undefined && isAsked(leader)) return leader;
      await delay(LOOK_MS);
    } while (!hasExited(child) && performance.now() < deadline);
    return null;
  }
}

function childOf(parent: number | undefined): number | undefined {
  return listProcessIds().find((pid) => readParentId(pid) === parent);
}

/** Sends SIGTERM to the leader's group. false: there is no such group. */
function isAsked(leader: number): boolean {
  try {
    return process.kill(-leader, 'SIGTERM');
  } catch {
    return false;
  }
}
