import type { Job } from '../../../jobs/records/job.js';

type Planned = Pick<Job, 'prompt' | 'plan' | 'plan_answer' | 'plan_approved_at'>;

const TO_PLAN = [
  'Make a plan for the task below. Change nothing yet: you can only read the files now. A person will read your plan, and you',
  'will carry it out once it is approved. Your last message must be the plan itself, complete and readable without anything',
  'else: what you will change, file by file, how you will check it, and what is unclear to you.',
].join(' ');
const TO_PLAN_ANEW = 'Your plan was rejected. Make another one that heeds what was said of it.';
const TO_WORK = 'The plan for the task below was approved. Carry it out now, until the task is done.';

/** What asks Claude for a plan, or for another one. */
export function planPrompt({ prompt, plan, plan_answer: said }: Planned): string {
  if (plan === null) return inParts(TO_PLAN, part('The task', prompt));
  return inParts(
    TO_PLAN_ANEW,
    part('What was said of it', said),
    part('The rejected plan', plan),
    TO_PLAN,
    part('The task', prompt),
  );
}

/** What lets Claude begin the work. */
export function workPrompt(job: Planned): string {
  const { prompt, plan, plan_answer: said, plan_approved_at: approvedAt } = job;
  if (approvedAt === null) return prompt;
  return inParts(
    TO_WORK,
    part('What was said with the approval', said),
    part('The task', prompt),
    part('The plan', plan),
  );
}

function part(title: string, text: string | null): string | null {
  return text === null ? null : `# ${title}\n\n${text}`;
}

function inParts(...parts: (string | null)[]): string {
  return parts.filter((each) => each !== null).join('\n\n');
}
