import type { Tone } from './job-words.js';

/** What was found of one thing that jobs need. */
export interface Finding {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  /** null: the check goes on, and has told no more yet. */
  readonly ms: number | null;
}

const NAMES: Readonly<Record<string, string>> = {
  access: 'Access at GitHub',
  default_branch: 'Default branch',
  push: 'Permission to push',
  setup_command: 'Setup command',
  feedback_commands: 'Feedback commands',
};
const FEEDBACK = /^feedback_commands\[(\d+)\]$/;

/** What a check calls a thing, for people. */
export function findingName(name: string): string {
  const index = FEEDBACK.exec(name)?.[1];
  return index === undefined ? (NAMES[name] ?? name) : `Feedback command ${Number(index) + 1}`;
}

const TONES: Readonly<Record<string, readonly [Tone, string]>> = {
  ok: ['green', 'ok'],
  warn: ['amber', 'look at it'],
  fail: ['red', 'fails'],
};

export function findingTone(status: string): readonly [Tone, string] {
  return TONES[status] ?? ['grey', status];
}

/** The findings of the output of a check; null: it is no report. */
export function findingsOf(output: unknown): readonly Finding[] | null {
  if (!isObject(output) || !Array.isArray(output['checks'])) return null;
  return output['checks'].filter(isObject).map(({ name, status, message, duration_ms: ms }) => ({
    name: String(name),
    status: String(status),
    message: String(message),
    ms: typeof ms === 'number' ? ms : null,
  }));
}

const TOLD = /^Check (\S+): (ok|warn|fail)\. (.*)$/s;

/** What a check that goes on tells of one thing; null: a note of something else. */
export function findingOfNote(text: string): Finding | null {
  const [, name, status, message] = TOLD.exec(text) ?? [];
  return name === undefined ? null : { name, status: status ?? '', message: message ?? '', ms: null };
}

/** The newest finding of each thing: an attempt that was interrupted has told some before. */
export function newestOf(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.name, finding])).values()];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
