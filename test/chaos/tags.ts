/**
 * What the load and the scripted model recognise in each other's words. All of it is plain text inside brackets, so that
 * it survives every quoting on its way: into prompts, commit messages, answers and stored lines.
 */
export const jobTag = (label: string): string => `[job:${label}]`;
export const askTag = (label: string, number: number): string => `[ask:${label}.${number}]`;
export const answerTag = (label: string, number: number): string => `[answer:${label}.${number}]`;
/** Every block that the model says has the next number of its job. */
export const lineTag = (label: string, number: number): string => `[line:${label}.${number}]`;
/** In the prompt of a loop whose promise is never given. */
export const NEVER_TAG = '[never-done]';
/** In the prompt of a job that runs a slow command. */
export const SLOW_TAG = '[slow-command]';

/** The job that a prompt is about. The CLI tells of earlier commits before it, which name others: the last one counts. */
export function jobIn(text: string): string | null {
  return [...text.matchAll(/\[job:([a-z]+-\d+)\]/g)].at(-1)?.[1] ?? null;
}

/** The numbers of one kind of tag that `text` holds for a job, in order, repetitions included. */
export function numbersIn(text: string, kind: 'ask' | 'answer' | 'line', label: string): number[] {
  return [...text.matchAll(new RegExp(`\\[${kind}:${label}\\.(\\d+)\\]`, 'g'))].map((match) => Number(match[1]));
}
