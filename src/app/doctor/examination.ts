import type { Redactor } from '../../platform/redaction/redactor.js';
import { claude, login } from './checks/claude-checks.js';
import { clock } from './checks/clock-check.js';
import type { Check } from './checks/check.js';
import { disk } from './checks/disk-check.js';
import { github } from './checks/github-check.js';
import { git, gitLfs, memory, node } from './checks/machine-checks.js';
import { port, publicUrl } from './checks/network-checks.js';
import { limits, sandbox } from './checks/sandbox-checks.js';
import { encryption, secret, settings, variables } from './checks/settings-checks.js';
import { store } from './checks/store-check.js';
import { fail, type Finding, type FindingStatus, warn, worstOf } from './finding.js';
import type { Surroundings } from './surroundings.js';

/** In the order in which they are shown: what others depend on comes first. */
const CHECKS: readonly Check[] = [
  node,
  settings,
  variables,
  secret,
  encryption,
  git,
  gitLfs,
  sandbox,
  limits,
  claude,
  login,
  github,
  store,
  disk,
  memory,
  clock,
  port,
  publicUrl,
];
/** No check takes longer, in milliseconds; they run at the same time. */
const LIMIT_MS = 10_000;

export interface Line extends Finding {
  /** Name of the check, such as `sandbox`. */
  readonly check: string;
}

export interface Report {
  /** The worst of all lines. */
  readonly status: FindingStatus;
  readonly lines: readonly Line[];
}

/** Looks at everything at once. Never rejects; takes ten seconds at most. */
export async function examine(around: Surroundings, redactor: Redactor): Promise<Report> {
  const lines = await Promise.all(CHECKS.map((check) => linesOf(check, around)));
  const told = lines.flat().map((line) => ({
    ...line,
    message: redactor.redact(line.message),
    cure: line.cure === null ? null : redactor.redact(line.cure),
  }));
  return { status: worstOf(told), lines: told };
}

async function linesOf(check: Check, around: Surroundings): Promise<Line[]> {
  const findings = await findingsOf(check, around);
  return findings.map(({ status, message, cure }) => ({ check: check.name, status, message, cure }));
}

async function findingsOf({ look, needs = [] }: Check, around: Surroundings): Promise<readonly Finding[]> {
  const wrong = needs.filter((name) => around.found.wrong.has(name));
  if (wrong.length > 0)
    return [warn(`Not looked at, because of ${wrong.join(' and ')}`, 'Set that right first: see settings')];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Finding[]>((resolve) => {
    const finding = fail(
      `No answer within ${LIMIT_MS / 1_000} seconds`,
      'Run this again; if it stays so, look at what this check asks',
    );
    timer = setTimeout(() => resolve([finding]), LIMIT_MS);
  });
  const looked = Promise.resolve()
    .then(() => look(around))
    .catch((error: unknown) => [fail(error instanceof Error ? error.message : String(error))]);
  return Promise.race([looked, late]).finally(() => clearTimeout(timer));
}
