import { Random } from './random.js';

/** The types of jobs that a round has. */
export const JOB_TYPES = ['code', 'task', 'ralph'] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** Every way in which something is made to go wrong. */
export const FAULT_KINDS = [
  'node killed',
  'node stopped',
  'node frozen briefly',
  'node frozen beyond its lease',
  'machine suspended beyond the lease',
  'database crashed',
  'database stopped',
  'forge answers 5xx',
  'forge loses answers',
  'forge down',
  'forge holds a fetch',
  'forge holds a push',
  'model overloaded',
  'model cuts streams',
  'model hangs',
  'receiver hangs',
  'receiver fails',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface PlannedFault {
  /** Since the beginning of the round, in milliseconds. */
  readonly atMs: number;
  readonly kind: FaultKind;
  /** Which of the nodes that are up is meant, from 0 to 1. */
  readonly target: number;
  /** How long it lasts, in milliseconds. */
  readonly forMs: number;
  /** How many requests it meets. */
  readonly times: number;
}

export interface PlannedJob {
  readonly label: string;
  readonly type: JobType;
  /** When it is created, in milliseconds since the beginning of the round. */
  readonly atMs: number;
  readonly repository: number;
  /** null: the server chooses. */
  readonly branch: string | null;
  /** Pauses of the person before each message of a conversation, in milliseconds; 0: without waiting for an answer. */
  readonly pausesMs: readonly number[];
  /** The job runs a command that takes its time. */
  readonly slow: boolean;
  /** A loop whose promise is never given: it ends at its maximum. */
  readonly endless: boolean;
  /** When somebody cancels it, in milliseconds after its creation; null: nobody does. */
  readonly cancelAfterMs: number | null;
}

export interface RoundPlan {
  readonly seed: number;
  readonly nodes: number;
  readonly repositories: number;
  readonly leaseMs: number;
  /** How long faults are made, in milliseconds. */
  readonly faultMs: number;
  readonly faults: readonly PlannedFault[];
  readonly jobs: readonly PlannedJob[];
}

export interface RoundSize {
  readonly seed: number;
  readonly nodes: number;
  readonly jobs: number;
  readonly faultMs: number;
}

const LEASE_MS = 3_000;
const REPOSITORIES = 3;
/** Of ten jobs. */
const TYPES: readonly JobType[] = ['code', 'code', 'code', 'code', 'task', 'task', 'task', 'task', 'ralph', 'ralph'];
/** Between two faults, on average, in milliseconds. */
const FAULT_EVERY_MS = 2_500;
/** Jobs come in the first part of the round, so that all of it meets work. */
const ARRIVALS = 0.75;

/** The same for the same numbers. */
export function planRound({ seed, nodes, jobs, faultMs }: RoundSize): RoundPlan {
  const random = new Random(seed);
  const [forFaults, forJobs] = [random.fork(), random.fork()];
  return {
    seed,
    nodes,
    faultMs,
    repositories: REPOSITORIES,
    leaseMs: LEASE_MS,
    faults: planFaults(forFaults, faultMs),
    jobs: planJobs(forJobs, jobs, faultMs),
  };
}

/** Every kind once in each course, each course in another order. */
function planFaults(random: Random, faultMs: number): PlannedFault[] {
  const faults: PlannedFault[] = [];
  let course: FaultKind[] = [];
  for (let atMs = 1_000; atMs < faultMs; atMs += random.between(FAULT_EVERY_MS / 2, FAULT_EVERY_MS * 1.5)) {
    if (course.length === 0) course = random.shuffle(FAULT_KINDS);
    const kind = course.shift() ?? 'node killed';
    faults.push({ atMs, kind, target: random.next(), forMs: lasting(random, kind), times: random.between(1, 3) });
  }
  return faults;
}

function lasting(random: Random, kind: FaultKind): number {
  if (kind === 'node frozen briefly') return random.between(300, LEASE_MS * 0.6);
  if (kind === 'node frozen beyond its lease' || kind === 'machine suspended beyond the lease') {
    return random.between(LEASE_MS * 1.3, LEASE_MS * 2.5);
  }
  // Some are back within the lease, some are not.
  return random.between(200, LEASE_MS * 1.6);
}

function planJobs(random: Random, count: number, faultMs: number): PlannedJob[] {
  const types = random.shuffle(Array.from({ length: count }, (_, index) => TYPES[index % TYPES.length] ?? 'code'));
  return types.map((type, index) => {
    const label = `${type}-${index + 1}`;
    return {
      label,
      type,
      atMs: Math.round((index / count) * faultMs * ARRIVALS),
      repository: random.between(0, REPOSITORIES - 1),
      branch: branchFor(random, type, label),
      pausesMs: type === 'task' ? Array.from({ length: random.between(1, 3) }, () => pause(random)) : [],
      slow: type === 'code' && random.chance(0.2),
      endless: type === 'ralph' && random.chance(0.25),
      cancelAfterMs: random.chance(0.06) ? random.between(500, 8_000) : null,
    };
  });
}

/** Some jobs share a branch, and so a pull request. */
function branchFor(random: Random, type: JobType, label: string): string | null {
  if (type === 'task') return null;
  return type === 'code' && random.chance(0.2) ? 'feature/shared' : `feature/${label}`;
}

/** Some people do not wait for an answer (0), most think for a moment, some let their conversation be set aside. */
function pause(random: Random): number {
  if (random.chance(0.2)) return 0;
  return random.chance(0.3) ? random.between(2_500, 5_000) : random.between(50, 400);
}
