import type { RepositoryDetail, Schemas } from '../../api/types.js';

export interface DraftAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  /** In base64. */
  readonly data: string;
}

/** A job as the form has it: all of it texts. */
export interface JobDraft {
  readonly repositoryId: string;
  readonly jobType: 'code' | 'task' | 'ralph';
  readonly prompt: string;
  readonly title: string;
  readonly branchName: string;
  readonly baseBranch: string;
  readonly model: string;
  readonly maxCostUsd: string;
  readonly maxDurationMinutes: string;
  readonly priority: string;
  readonly notBefore: string;
  readonly externalId: string;
  readonly env: string;
  readonly draft: boolean;
  readonly planApproval: boolean;
  readonly maxIterations: string;
  readonly completionPromise: string;
  readonly feedbackCommands: string;
  readonly attachments: readonly DraftAttachment[];
}

export const EMPTY_DRAFT: JobDraft = {
  repositoryId: '',
  jobType: 'code',
  prompt: '',
  title: '',
  branchName: '',
  baseBranch: '',
  model: '',
  maxCostUsd: '',
  maxDurationMinutes: '',
  priority: '',
  notBefore: '',
  externalId: '',
  env: '',
  draft: false,
  planApproval: false,
  maxIterations: '',
  completionPromise: '',
  feedbackCommands: '',
  attachments: [],
};

/** What a repository says of its jobs. */
export function defaultsOf(repository: RepositoryDetail): Partial<JobDraft> {
  return {
    repositoryId: repository.id,
    draft: repository.draft ?? false,
    feedbackCommands: (repository.feedback_commands ?? []).join('\n'),
  };
}

const textOf = (value: string): string | null => value.trim() || null;
const numberOf = (value: string): number | null => (value.trim() === '' ? null : Number(value));

/** What the API is sent. Fields that the type does not have are left out. */
export function bodyOf(draft: JobDraft): Schemas['CreateJobBody'] {
  return {
    repositoryId: draft.repositoryId,
    jobType: draft.jobType,
    prompt: draft.prompt,
    title: textOf(draft.title),
    branchName: textOf(draft.branchName),
    baseBranch: textOf(draft.baseBranch),
    model: textOf(draft.model),
    maxCostUsd: numberOf(draft.maxCostUsd),
    maxDurationMinutes: numberOf(draft.maxDurationMinutes),
    priority: numberOf(draft.priority),
    notBefore: draft.notBefore === '' ? null : new Date(draft.notBefore).toISOString(),
    externalId: textOf(draft.externalId),
    env: environmentOf(draft.env),
    attachments:
      draft.attachments.length === 0
        ? null
        : draft.attachments.map(({ name, contentType, data }) => ({ name, contentType, data })),
    ...fieldsOfType(draft),
  };
}

function fieldsOfType(draft: JobDraft): Partial<Schemas['CreateJobBody']> {
  if (draft.jobType === 'task') return {};
  const pull = { draft: draft.draft };
  if (draft.jobType === 'code') return { ...pull, ...(draft.planApproval ? { planApproval: true } : {}) };
  return {
    ...pull,
    maxIterations: numberOf(draft.maxIterations),
    completionPromise: textOf(draft.completionPromise),
    feedbackCommands: linesOf(draft.feedbackCommands),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** `NAME=value`, one a line; null: none. */
function environmentOf(text: string): Record<string, string> | null {
  const pairs = linesOf(text).map((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
  });
  return pairs.length === 0 ? null : (Object.fromEntries(pairs) as Record<string, string>);
}

/** What every part of the form gets. */
export interface PartProps {
  readonly draft: JobDraft;
  readonly set: (part: Partial<JobDraft>) => void;
}
