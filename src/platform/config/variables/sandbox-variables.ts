import { NotSecret } from './declaration.js';
import { AbsolutePaths, Flag, OneOf, WholeNumber } from '../forms/forms.js';
import { type Bytes, Size } from '../forms/size.js';

/** Sandbox: what a job can reach, and how much of the machine it can use. `/health` says which limits are in force. */
export class SandboxVariables {
  /**
   * How processes of jobs are isolated: by `bubblewrap`, as a `user` of their own (where the server is root), or not at all
   * (`none`); `auto`: the strongest way that works on this machine.
   */
  @OneOf('auto', 'bubblewrap', 'user', 'none')
  readonly SANDBOX: 'auto' | 'bubblewrap' | 'user' | 'none' = 'auto';

  /** Refuse to start where `bubblewrap` does not work. */
  @Flag()
  readonly SANDBOX_REQUIRED: boolean = false;

  /** What jobs may read besides `/usr`, such as a toolchain in `/opt` or the program of an MCP server. */
  @AbsolutePaths()
  readonly SANDBOX_READ_ONLY: readonly string[] = [];

  /**
   * First of 131,072 ids that nobody else on the machine may have: 65,536 user ids for jobs, then as many group ids for
   * clones. Used where the server runs as root.
   */
  @WholeNumber(1_000, 4_294_900_000)
  readonly SANDBOX_FIRST_UID: number = 1_879_048_192;

  /** What jobs reach over the network; `model-only`: the model and their own MCP servers, through the server. */
  @OneOf('open', 'model-only')
  readonly SANDBOX_NETWORK: 'open' | 'model-only' = 'open';

  /** Keep the model's credential out of the jobs: they reach the model through the server, which adds it. `model-only` always does. */
  @NotSecret()
  @Flag()
  readonly MODEL_CREDENTIAL_PROXY: boolean = false;

  /** Most memory that the processes of one job use together; needs a cgroup. Claude itself takes up to 300 MB. */
  @Size()
  readonly SANDBOX_MEMORY: Bytes = 4_294_967_296;

  /** Most processes and threads of one job. */
  @WholeNumber(64, 1_000_000)
  readonly SANDBOX_PROCESSES: number = 2_048;

  /** Largest file that a job may write. */
  @Size()
  readonly SANDBOX_FILE_SIZE: Bytes = 4_294_967_296;

  /** Share of a scarce processor that a job gets; 100 is that of any other process group. Needs a cgroup. */
  @WholeNumber(1, 10_000)
  readonly SANDBOX_CPU_WEIGHT: number = 50;
}
