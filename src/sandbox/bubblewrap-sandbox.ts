import { setTimeout as delay } from 'node:timers/promises';
import { BubblewrapArguments } from './bubblewrap-arguments.js';
import type { JobFolders } from './job-folders.js';
import type { JobLimits } from './job-limits.js';
import { hasExited, signalGroup, stopGroup, within } from './process-group.js';
import { type CommandLine, ProcessSandbox } from './process-sandbox.js';
import { listProcessIds, readParentId } from './process-table.js';
import type { SandboxCommand, SandboxNetwork, SandboxProcess } from './sandbox.js';
import type { SystemView } from './system-view.js';
import { asUser } from './wrappers.js';

const KILL_WAIT_MS = 2_000;
const LOOK_MS = 5;

/** What becomes another user keeps nothing of root until then but the right to do so, and to enter the folder it is to start in. */
const ONLY_TO_CHANGE_USER = ['ALL', 'CAP_SETUID', 'CAP_SETGID', 'CAP_SETPCAP', 'CAP_DAC_READ_SEARCH'].flatMap(
  (name, index) => [index === 0 ? '--cap-drop' : '--cap-add', name],
);

/** The way out of a sandbox without a network. */
export interface NetworkDoor {
  /** Unix socket of the server's proxy. */
  readonly socket: string;
  /** Port on loopback, inside, that leads to it. */
  readonly port: number;
  /** Script that runs there and connects the two. */
  readonly relay: string;
}

const SOCKET_INSIDE = '/run/orchestrator/model.sock';
const RELAY_INSIDE = '/run/orchestrator/loopback-relay.mjs';

/** How to call bwrap on this machine. */
export interface BubblewrapProgram {
  readonly path: string;
  /** Whether a job can be kept from making user namespaces of its own, which open more of the kernel to it; bwrap ≥ 0.8. */
  readonly disablesUserNamespaces: boolean;
}

/**
 * Gives each process of a job a machine of its own: private processes, ipc, host name and mounts (bwrap(1)). It sees the system
 * read-only, its job's tree and folders, the bare clone that the tree borrows from, and nothing else of the server's. A server that is root
 * makes the job another user (the mounts are made before that, so that the folders may lie where only root can go);
 * any other server needs user namespaces, and its jobs keep its user id. The end of the server, or of the command, is
 * the end of everything inside.
 */
export class BubblewrapSandbox extends ProcessSandbox {
  readonly driver = 'bubblewrap';
  override readonly network: SandboxNetwork;

  constructor(
    nodeId: string,
    private readonly bwrap: BubblewrapProgram,
    private readonly system: SystemView,
    private readonly folders: JobFolders,
    protected override readonly limits: JobLimits,
    /** null: jobs share the network of the machine. */
    private readonly door: NetworkDoor | null = null,
  ) {
    super(nodeId, limits);
    this.network = door === null ? 'open' : 'model-only';
  }

  protected confine(command: SandboxCommand): CommandLine {
    const view = this.folders.viewOf(command.jobId);
    const mounts = new BubblewrapArguments(this.system).addJob(view).addProgram(command);
    const door = command.network === undefined ? null : this.door;
    if (door) mounts.addFile(door.socket, SOCKET_INSIDE).addFile(door.relay, RELAY_INSIDE);
    const outside = [
      ...(view.uid === null ? this.inUserNamespace() : ONLY_TO_CHANGE_USER),
      ...(this.door === null ? [] : ['--unshare-net']),
    ];
    const inside = [
      ...this.limits.inside(),
      ...(view.uid === null ? [] : asUser(view.uid, view.groups)),
      ...(door ? [process.execPath, RELAY_INSIDE, SOCKET_INSIDE, String(door.port)] : []),
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

  /** bwrap itself would die of SIGTERM and take the command with it, unasked: the signal goes to the command's group. */
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

  /** The first process inside leads the command's session. null: there was none in time. */
  private async askToEnd(child: SandboxProcess, deadline: number): Promise<number | null> {
    do {
      const leader = childOf(child.pid);
      // Not before it has started the command: it does not listen itself.
      if (leader !== undefined && childOf(leader) !== undefined && isAsked(leader)) return leader;
      await delay(LOOK_MS);
    } while (!hasExited(child) && performance.now() < deadline);
    return null;
  }
}

function childOf(parent: number | undefined): number | undefined {
  return listProcessIds().find((pid) => readParentId(pid) === parent);
}

/** Whether there is a group of that leader, which has been asked now. */
function isAsked(leader: number): boolean {
  try {
    return process.kill(-leader, 'SIGTERM');
  } catch {
    return false;
  }
}
