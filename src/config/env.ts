import { homedir } from 'node:os';
import { join } from 'node:path';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';
import { Duration } from './duration.js';
import { IsTrustedProxies, type TrustedProxies } from './trusted-proxies.js';

const HTTP_URL = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** An absolute path; a leading `~/` means the home of the server's user. */
function Folder(name: string): PropertyDecorator {
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? value.replace(/^~(?=\/|$)/, homedir()) : value))(target, key);
    Matches(/^\//, { message: `${name} must be an absolute path` })(target, key);
  };
}

function WholeNumber(name: string, min: number, max: number): PropertyDecorator {
  const message = `${name} must be a whole number from ${min} to ${max}`;
  return (target, key) => {
    Type(() => Number)(target, key);
    IsInt({ message })(target, key);
    Min(min, { message })(target, key);
    Max(max, { message })(target, key);
  };
}

const BYTES_BY_UNIT: Readonly<Record<string, number>> = { M: 1_048_576, G: 1_073_741_824 };

/** A property in bytes whose variable is written with a unit, such as `512M` or `4G`. */
function Size(name: string): PropertyDecorator {
  const message = `${name} must be a size such as 512M or 4G`;
  return (target, key) => {
    Transform(({ value }) => {
      const match = typeof value === 'string' ? /^(\d{1,6})([MG])$/.exec(value.trim()) : null;
      return match ? Number(match[1]) * (BYTES_BY_UNIT[match[2] ?? ''] ?? 1) : value;
    })(target, key);
    IsInt({ message })(target, key);
    Min(67_108_864, { message: `${name} must be at least 64M` })(target, key);
  };
}

/** `true` or `false`. */
function Flag(name: string): PropertyDecorator {
  return (target, key) => {
    Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))(target, key);
    IsBoolean({ message: `${name} must be true or false` })(target, key);
  };
}

/** Absolute paths, separated by colons. */
function Paths(name: string): PropertyDecorator {
  const message = `${name} must be absolute paths, separated by colons`;
  return (target, key) => {
    Transform(({ value }) => (typeof value === 'string' ? value.split(':').filter(Boolean) : value))(target, key);
    Matches(/^\/[^\0]*$/, { each: true, message })(target, key);
  };
}

/** The process environment after validation; every default is written here and nowhere else. */
export class Env {
  /** TCP port of the HTTP server; 0 lets the system choose one. */
  @WholeNumber('PORT', 0, 65_535)
  readonly PORT: number = 3456;

  /** Address the HTTP server listens on. */
  @IsString()
  readonly HOST: string = '127.0.0.1';

  /** Upper bound of the event streams that are open on this node at one time. */
  @WholeNumber('MAX_STREAMS', 1, 1_000)
  readonly MAX_STREAMS: number = 1_000;

  /**
   * Proxies whose X-Forwarded-For is believed: how many stand before the server, or their addresses and networks;
   * null: none, the address of a caller is that of the connection.
   */
  @IsOptional()
  @IsTrustedProxies('TRUST_PROXY')
  readonly TRUST_PROXY: TrustedProxies | null = null;

  /** Secret that callers send as `Authorization: Bearer <secret>`. */
  @IsString({ message: 'AGENT_API_SECRET is required: the secret that callers send as a bearer token' })
  @MinLength(1, { message: 'AGENT_API_SECRET must not be empty' })
  @Matches(/^[\x21-\x7e]*$/, { message: 'AGENT_API_SECRET must be printable ASCII without spaces' })
  readonly AGENT_API_SECRET!: string;

  /** How long entries of the audit log are kept, in days. */
  @WholeNumber('RETAIN_AUDIT_DAYS', 1, 3_650)
  readonly RETAIN_AUDIT_DAYS: number = 180;

  /** Upper bound of jobs that this node runs at one time. */
  @WholeNumber('MAX_CONCURRENT_JOBS', 1, 100)
  readonly MAX_CONCURRENT_JOBS: number = 2;

  /** Folder of the bare clones, `<owner>/<repo>.git` below it. */
  @Folder('REPOS_DIR')
  readonly REPOS_DIR: string = join(homedir(), 'repos');

  /** Folder of the jobs' working trees, one per job id. */
  @Folder('WORKTREES_DIR')
  readonly WORKTREES_DIR: string = join(homedir(), 'worktrees');

  /** Folder of this server's own state: embedded database, Claude's session folders, node id. */
  @Folder('DATA_DIR')
  readonly DATA_DIR: string = join(homedir(), '.claude-orchestrator');

  /** Name of this server among several on one database; null: a random one, kept in DATA_DIR. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/, {
    message: 'NODE_ID must be 1 to 64 letters, digits, dots, dashes or underscores',
  })
  readonly NODE_ID: string | null = null;

  /** Supabase project; null: DATABASE_URL or the embedded database is the store. */
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'SUPABASE_URL must be an http(s) URL' })
  readonly SUPABASE_URL: string | null = null;

  /** Service role key of the Supabase project. */
  @IsOptional()
  @IsString()
  readonly SUPABASE_SERVICE_ROLE_KEY: string | null = null;

  /** Any Postgres ≥ 15, used when there is no Supabase project; null: the embedded database. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must start with postgres:// or postgresql://' })
  readonly DATABASE_URL: string | null = null;

  /** Token for cloning, pushing and pull requests; null: only public repositories can be read. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]+$/, { message: 'GITHUB_TOKEN must be printable ASCII without spaces' })
  readonly GITHUB_TOKEN: string | null = null;

  /** REST API of the forge. */
  @IsUrl(HTTP_URL, { message: 'GITHUB_API_URL must be an http(s) URL' })
  readonly GITHUB_API_URL: string = 'https://api.github.com';

  /** Where `/<owner>/<repo>.git` is cloned from and pushed to. */
  @IsUrl(HTTP_URL, { message: 'GITHUB_SERVER_URL must be an http(s) URL' })
  readonly GITHUB_SERVER_URL: string = 'https://github.com';

  /** Author and committer of the commits that the server makes. */
  @Matches(/^[^<>\n]{1,100}$/, { message: 'GIT_AUTHOR_NAME must be one line without < and >' })
  readonly GIT_AUTHOR_NAME: string = 'Claude Code Orchestrator';

  @Matches(/^[^<>\s]{1,200}$/, { message: 'GIT_AUTHOR_EMAIL must be an e-mail address' })
  readonly GIT_AUTHOR_EMAIL: string = 'orchestrator@localhost';

  /** The Claude Code CLI; null: `claude` on PATH, else the copy among the dependencies. */
  @IsOptional()
  @IsString()
  readonly CLAUDE_BIN: string | null = null;

  /** Model name given to the CLI; null: the CLI's own default. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._:@/[\]-]{0,99}$/, { message: 'CLAUDE_MODEL must be a model name' })
  readonly CLAUDE_MODEL: string | null = null;

  /** How job processes are walled off; `auto`: the strongest driver that works on this machine. */
  @IsIn(['auto', 'bubblewrap', 'user', 'none'], { message: 'SANDBOX must be auto, bubblewrap, user or none' })
  readonly SANDBOX: 'auto' | 'bubblewrap' | 'user' | 'none' = 'auto';

  /** Refuse to start where the driver `bubblewrap` does not work. */
  @Flag('SANDBOX_REQUIRED')
  readonly SANDBOX_REQUIRED: boolean = false;

  /** What jobs may read besides the system's own folders, such as a toolchain in /opt or the program of an MCP server. */
  @Paths('SANDBOX_READ_ONLY')
  readonly SANDBOX_READ_ONLY: readonly string[] = [];

  /** First of 65,536 user ids for jobs, used where the server is root; nobody else on the machine may have them. */
  @WholeNumber('SANDBOX_FIRST_UID', 1_000, 4_294_900_000)
  readonly SANDBOX_FIRST_UID: number = 1_879_048_192;

  /** What jobs reach over the network; `model-only`: the model and their own MCP servers, through the server. */
  @IsIn(['open', 'model-only'], { message: 'SANDBOX_NETWORK must be open or model-only' })
  readonly SANDBOX_NETWORK: 'open' | 'model-only' = 'open';

  /** Keep the model's credential out of the jobs: they reach the model through the server, which adds it. */
  @Flag('MODEL_CREDENTIAL_PROXY')
  readonly MODEL_CREDENTIAL_PROXY: boolean = false;

  /** Most memory of one job's processes together, in bytes; needs a cgroup. Claude itself takes up to 300 MB. */
  @Size('SANDBOX_MEMORY')
  readonly SANDBOX_MEMORY: number = 4_294_967_296;

  /** Most processes and threads of one job. */
  @WholeNumber('SANDBOX_PROCESSES', 64, 1_000_000)
  readonly SANDBOX_PROCESSES: number = 2_048;

  /** Largest file that a job may write, in bytes. */
  @Size('SANDBOX_FILE_SIZE')
  readonly SANDBOX_FILE_SIZE: number = 4_294_967_296;

  /** Share of the processor that a job gets where there is too little: 100 is that of any other; needs a cgroup. */
  @WholeNumber('SANDBOX_CPU_WEIGHT', 1, 10_000)
  readonly SANDBOX_CPU_WEIGHT: number = 50;

  /** JSON file with the MCP servers that task jobs of all repositories may use; null: none. */
  @IsOptional()
  @Folder('MCP_CONFIG')
  readonly MCP_CONFIG: string | null = null;

  /** How often the CLI repeats a failed model request before it gives up. */
  @WholeNumber('CLAUDE_MAX_RETRIES', 0, 10)
  readonly CLAUDE_MAX_RETRIES: number = 4;

  /** How often in a row a job that met an overloaded or unreachable model goes back to the queue before it fails. */
  @WholeNumber('MAX_OVERLOAD_REQUEUES', 0, 100)
  readonly MAX_OVERLOAD_REQUEUES: number = 5;

  /** How long such a job waits the first time, in milliseconds; doubled each time, 15 minutes at most. */
  @Duration('OVERLOAD_BACKOFF')
  readonly OVERLOAD_BACKOFF: number = 60_000;

  /** Longest time a Claude process may take, in milliseconds. */
  @Duration('JOB_TIMEOUT')
  readonly JOB_TIMEOUT: number = 7_200_000;

  /** Longest silence of a Claude process, in milliseconds; must exceed its longest quiet command. */
  @Duration('JOB_IDLE_TIMEOUT')
  readonly JOB_IDLE_TIMEOUT: number = 1_200_000;

  /** Longest time of one feedback command of a ralph job, in milliseconds. */
  @Duration('FEEDBACK_TIMEOUT')
  readonly FEEDBACK_TIMEOUT: number = 600_000;

  /** How long a conversation waits for its person before its process is ended, in milliseconds. */
  @Duration('TASK_PARK_AFTER')
  readonly TASK_PARK_AFTER: number = 300_000;

  /** Attempts that may be interrupted before a job is failed. */
  @WholeNumber('MAX_ATTEMPTS', 1, 20)
  readonly MAX_ATTEMPTS: number = 3;

  /** How long a claim holds without a heartbeat, in seconds. */
  @WholeNumber('LEASE_SECONDS', 3, 3_600)
  readonly LEASE_SECONDS: number = 30;

  /** How long running jobs may take to reach a safe point when the server stops, in milliseconds. */
  @Duration('SHUTDOWN_GRACE')
  readonly SHUTDOWN_GRACE: number = 10_000;

  /** Whether finished iterations of ralph jobs are kept at the forge while another node could go on from them. */
  @Flag('SHARE_ITERATIONS')
  readonly SHARE_ITERATIONS: boolean = true;

  /** How often the queue is looked at without an event, in milliseconds. */
  @Duration('QUEUE_POLL_INTERVAL')
  readonly QUEUE_POLL_INTERVAL: number = 1_000;

  /** How long the working tree of a failed job is kept, in milliseconds. */
  @Duration('RETAIN_FAILED_WORKTREES')
  readonly RETAIN_FAILED_WORKTREES: number = 259_200_000;

  /** How long the work of a failed job, and a damaged clone that was set aside, is kept in REPOS_DIR, in milliseconds. */
  @Duration('RETAIN_FAILED_WORK')
  readonly RETAIN_FAILED_WORK: number = 2_592_000_000;

  /** After how many days the messages of finished jobs are removed; 0: never. */
  @WholeNumber('RETAIN_MESSAGES_DAYS', 0, 36_500)
  readonly RETAIN_MESSAGES_DAYS: number = 0;

  /** How long runs wait for a store that is away before they are ended and their jobs given back, in milliseconds. */
  @Duration('STORE_OUTAGE_TOLERANCE')
  readonly STORE_OUTAGE_TOLERANCE: number = 300_000;
}
