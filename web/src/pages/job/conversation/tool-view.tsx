import { useState } from 'preact/hooks';
import { Icon, type IconName } from '../../../design/icons.js';
import { DiffView } from '../../../text/diff-view.js';
import { Output } from '../../../text/markdown.js';
import type { CheckEntry, ToolEntry } from './entry.js';
import { changesOf, inputText, resultWords, wordsOf } from './tool-words.js';
import type { ComponentChildren } from 'preact';

interface FoldProps {
  readonly icon: IconName;
  readonly said: string;
  readonly result: string;
  readonly tone: 'failed' | 'passed' | '';
  readonly children: () => ComponentChildren;
}

/** One line that can be unfolded; what is inside is made only then. */
function Fold({ icon, said, result, tone, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class={`entry tool ${tone}`} open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name={icon} />
        <bdi class="said">{said}</bdi>
        <span class="result number">{result}</span>
      </summary>
      {isOpen ? <div class="inside">{children()}</div> : null}
    </details>
  );
}

/** A call of a tool with what came of it. */
export function ToolView({ entry, isOver }: { readonly entry: ToolEntry; readonly isOver: boolean }) {
  const { icon, said } = wordsOf(entry);
  return (
    <Fold
      icon={icon}
      said={said}
      result={resultWords(entry, isOver)}
      tone={entry.result?.isError ? 'failed' : ''}
      children={() => <Inside entry={entry} />}
    />
  );
}

function Inside({ entry }: { readonly entry: ToolEntry }) {
  const changes = changesOf(entry);
  const input = inputText(entry);
  const { result } = entry;
  if (changes !== null && !result?.isError) return <DiffView lines={changes} label={wordsOf(entry).said} />;
  return (
    <>
      {input === '' ? null : <Output text={input} label="What was asked" />}
      {result === null || result.text === '' ? null : <Output text={result.text} label="What came back" />}
    </>
  );
}

/** A command that prepares the tree, or judges what was done. */
export function CheckView({ entry }: { readonly entry: CheckEntry }) {
  const { command, output, verdict, isSetup } = entry;
  const tone = verdict === null ? '' : /^(passed|done)/.test(verdict) ? 'passed' : 'failed';
  return (
    <Fold
      icon="check"
      said={`${isSetup ? 'Prepared' : 'Checked'} with ${command.split('\n', 1)[0] ?? ''}`}
      result={verdict ?? 'under way …'}
      tone={tone}
      children={() => (
        <Output text={`$ ${command}\n${output}`} label={isSetup ? 'What the setup said' : 'What the check said'} />
      )}
    />
  );
}
