import type { ContentBlock, MessagesBody } from '../support/scripted-model.conversation.js';
import type { AnswerBlock } from '../support/scripted-model.exchange.js';
import { answerTag, askTag, jobIn, lineTag, NEVER_TAG, numbersIn, SLOW_TAG } from './tags.js';

/** Tool calls of a run before its closing words: each one is a request more, and time is short. */
const STEPS = 1;
/** Seconds that a slow command takes; it has a child, as builds and tests have. */
const SLOW_SECONDS = 2;

export interface Reply {
  readonly blocks: readonly AnswerBlock[];
  readonly lines: readonly number[];
  readonly answers: readonly number[];
}

/** The job a request is about; null: none of ours. */
export function labelOf({ messages }: MessagesBody): string | null {
  return jobIn(messages.slice(0, 1).map(textOf).join('\n'));
}

/**
 * What a diligent model says next, which follows from the conversation alone: it may be asked again after a crash, in a
 * session that was resumed or in a new one.
 * @param nextLine gives the number of the next line of the job.
 */
export function replyTo(body: MessagesBody, label: string, nextLine: () => number): Reply {
  const lines: number[] = [];
  const numbered = (text: string): AnswerBlock => {
    const line = nextLine();
    lines.push(line);
    return { type: 'text', text: `${lineTag(label, line)} ${text}` };
  };
  if (label.startsWith('task')) {
    const answers = due(body, label);
    const words = answers.map((number) => answerTag(label, number)).join(' ') || 'There is nothing to answer.';
    return { blocks: [numbered('I have looked.'), numbered(words)], lines, answers };
  }
  const done = stepsIn(body);
  const blocks =
    done < STEPS ? [numbered(`Step ${done + 1}.`), step(body, label, done, nextLine)] : closing(body, label, numbered);
  return { blocks, lines, answers: [] };
}

function closing(body: MessagesBody, label: string, numbered: (text: string) => AnswerBlock): AnswerBlock[] {
  const promise = label.startsWith('ralph') && !said(body).includes(NEVER_TAG);
  return [numbered('All steps are done.'), numbered(promise ? 'That was it.\n\nRALPH_COMPLETE' : 'That was it.')];
}

function step(body: MessagesBody, label: string, done: number, nextLine: () => number): AnswerBlock {
  // A name that was never used: a session that begins anew finds the files of the one before it.
  const file = `work/${label}-${nextLine()}.txt`;
  if (done === 0 && said(body).includes(SLOW_TAG)) {
    const command = `mkdir -p work && (sleep ${SLOW_SECONDS} & wait) && echo done > ${file}`;
    return { type: 'tool_use', name: 'Bash', input: { command, description: 'Take some time' } };
  }
  return { type: 'tool_use', name: 'Write', input: { file_path: file, content: `${label}\n` } };
}

/**
 * Whatever was asked and has no answer that is still known, and whatever was asked last: a question that is put again
 * although it has been answered is answered again, and so comes to light.
 */
function due(body: MessagesBody, label: string): number[] {
  const asked = body.messages.filter(({ role }) => role === 'user').map(textOf);
  const answered = new Set(numbersIn(body.messages.map(textOf).join('\n'), 'answer', label));
  const open = asked.flatMap((text) => numbersIn(text, 'ask', label)).filter((number) => !answered.has(number));
  const last = numbersIn(latest(body), 'ask', label);
  return [...new Set([...open, ...last])].toSorted((a, b) => a - b);
}

/** What the person has said after the last answer; what the server quotes from before begins its lines with `>`. */
function latest({ messages }: MessagesBody): string {
  const from = messages.findLastIndex(({ role }) => role === 'assistant') + 1;
  const text = messages.slice(from).map(textOf).join('\n');
  return text.replaceAll(/^>.*$/gm, '');
}

/** Those whose tool has answered: of one that was cut off the CLI says, as an error, that its outcome is unknown. */
function stepsIn({ messages }: MessagesBody): number {
  return messages
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .filter(({ type, is_error }) => type === 'tool_result' && is_error !== true).length;
}

function said({ messages }: MessagesBody): string {
  return messages.slice(0, 1).map(textOf).join('\n');
}

function textOf({ content }: MessagesBody['messages'][number]): string {
  const blocks: readonly ContentBlock[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  return blocks.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join('\n');
}

/** The prompt of a job. */
export function promptOf(label: string, tags: readonly string[]): string {
  return [`[job:${label}]`, ...tags, 'Do the work of this job.'].join(' ');
}

export function askOf(label: string, number: number): string {
  return `${askTag(label, number)} What about it?`;
}
