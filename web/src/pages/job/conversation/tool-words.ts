import { counted } from '../../../design/figures.js';
import type { IconName } from '../../../design/icons.js';
import { type DiffLine, linesOf, linesOfEdit, tally } from '../../../text/diff-lines.js';
import type { ToolEntry } from './entry.js';

type Input = ToolEntry['input'];

/** A call of a tool in one line. */
export interface ToolWords {
  readonly icon: IconName;
  /** What it did. */
  readonly said: string;
}

const text = (input: Input, name: string): string => {
  const value = input[name];
  return typeof value === 'string' ? value : '';
};
/** As the repository names it: the place of the worktree is of no interest. */
const path = (input: Input, name = 'file_path') => text(input, name).replace(/^.*\/worktrees\/[^/]+\//, '');
const firstLine = (value: string) => value.split('\n', 1)[0] ?? '';

const WORDS: Readonly<Record<string, (input: Input) => ToolWords>> = {
  Bash: (input) => ({
    icon: 'terminal',
    said: [text(input, 'description'), firstLine(text(input, 'command'))].filter(Boolean).join(': '),
  }),
  Read: (input) => ({ icon: 'file', said: `Read ${path(input)}` }),
  Write: (input) => ({ icon: 'edit', said: `Wrote ${path(input)}` }),
  Edit: (input) => ({ icon: 'edit', said: `Edited ${path(input)}` }),
  MultiEdit: (input) => ({ icon: 'edit', said: `Edited ${path(input)}` }),
  NotebookEdit: (input) => ({ icon: 'edit', said: `Edited ${path(input, 'notebook_path')}` }),
  Grep: (input) => ({ icon: 'search', said: `Searched for ${text(input, 'pattern')} ${path(input, 'path')}` }),
  Glob: (input) => ({ icon: 'search', said: `Looked for files ${text(input, 'pattern')}` }),
  LS: (input) => ({ icon: 'file', said: `Listed ${path(input, 'path')}` }),
  TodoWrite: () => ({ icon: 'check', said: 'Wrote down what is to do' }),
  WebFetch: (input) => ({ icon: 'search', said: `Fetched ${text(input, 'url')}` }),
  WebSearch: (input) => ({ icon: 'search', said: `Searched the web for ${text(input, 'query')}` }),
  Task: (input) => ({ icon: 'tool', said: `Gave a task away: ${text(input, 'description')}` }),
  Agent: (input) => ({ icon: 'tool', said: `Gave a task away: ${text(input, 'description')}` }),
  ExitPlanMode: () => ({ icon: 'check', said: 'Presented a plan' }),
};

export function wordsOf({ name, input }: ToolEntry): ToolWords {
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (words !== undefined) return words(input);
  if (name === 'result') return { icon: 'tool', said: 'A tool answered' };
  const [, server, tool] = /^mcp__(.+?)__(.+)$/.exec(name) ?? [];
  return server === undefined
    ? { icon: 'tool', said: name }
    : { icon: 'plug', said: `Used ${tool ?? ''} of ${server}` };
}

/** What the call changed in a file; null: it is no edit. */
export function changesOf({ name, input }: ToolEntry): readonly DiffLine[] | null {
  if (name === 'Write') return linesOf('add', text(input, 'content'));
  if (name === 'Edit') return linesOfEdit(text(input, 'old_string'), text(input, 'new_string'));
  if (name !== 'MultiEdit' || !Array.isArray(input['edits'])) return null;
  return (input['edits'] as Input[]).flatMap((edit) => linesOfEdit(text(edit, 'old_string'), text(edit, 'new_string')));
}

/** What came of it, in a few words. */
export function resultWords(entry: ToolEntry, isOver: boolean): string {
  const { result } = entry;
  if (result === null) return isOver ? 'no result' : 'under way …';
  if (result.isError) return 'failed';
  const changes = changesOf(entry);
  if (changes !== null) {
    const { added, removed } = tally(changes);
    return `+${added} −${removed}`;
  }
  const lines = result.text.trim() === '' ? 0 : result.text.trim().split('\n').length;
  return lines === 0 ? 'no output' : counted(lines, 'line');
}

/** What is asked of a tool that is not known better. */
export function inputText({ name, input }: ToolEntry): string {
  if (name === 'Bash') return `$ ${text(input, 'command')}`;
  return Object.keys(input).length === 0 ? '' : JSON.stringify(input, null, 2);
}
