import { useState } from 'preact/hooks';
import { Markdown, Output } from '../../../text/markdown.js';
import type { Entry } from './entry.js';
import { RawLine } from './raw-line.js';
import { CheckView, ToolView } from './tool-view.js';

interface EntryProps {
  readonly entry: Entry;
  readonly jobId: string;
  /** Nothing more will come. */
  readonly isOver: boolean;
}

/** A piece of the conversation, with the line that it came from on demand. */
export function EntryView({ entry, jobId, isOver }: EntryProps) {
  const [isRaw, setRaw] = useState(false);
  return (
    <div class={isRaw ? 'entry raw-on' : 'entry'}>
      <Piece entry={entry} isOver={isOver} />
      {entry.kind === 'round' ? null : (
        <button
          type="button"
          class="button plain tight raw-button"
          aria-expanded={isRaw}
          onClick={() => setRaw(!isRaw)}
        >
          {isRaw ? 'Hide the raw line' : 'Raw line'}
        </button>
      )}
      {isRaw ? <RawLine message={entry.message} jobId={jobId} /> : null}
      {isRaw && entry.kind === 'tool' && entry.result ? <RawLine message={entry.result.message} jobId={jobId} /> : null}
      {entry.kind === 'cut' && !isRaw ? <RawLine message={entry.message} jobId={jobId} isBrief /> : null}
    </div>
  );
}

/** Notes are one line of few words; longer ones can be unfolded. */
const NOTE_LENGTH = 2_000;

function Piece({ entry, isOver }: Omit<EntryProps, 'jobId'>) {
  switch (entry.kind) {
    case 'says':
      return (
        <div class="says">
          <Markdown text={entry.text} />
        </div>
      );
    case 'thinks':
      return (
        <details class="tool">
          <summary>
            <span />
            <span class="said soft">Thought about it</span>
            <span />
          </summary>
          <div class="inside">
            <Output text={entry.text} label="Thoughts" />
          </div>
        </details>
      );
    case 'person':
      return (
        <div class="entry person" dir="auto">
          {entry.text.slice(0, 20_000)}
        </div>
      );
    case 'round':
      return <h3 class="entry round">{entry.text}</h3>;
    case 'tool':
      return <ToolView entry={entry} isOver={isOver} />;
    case 'check':
      return <CheckView entry={entry} />;
    case 'note':
    case 'cut':
      return <Note text={entry.text} isBad={entry.kind === 'note' && entry.isBad} />;
  }
}

function Note({ text, isBad }: { readonly text: string; readonly isBad: boolean }) {
  if (text.length > NOTE_LENGTH) return <Output text={text} label="A long note" />;
  return (
    <p class={isBad ? 'entry note red' : 'entry note'}>
      <span dir="auto">{text}</span>
    </p>
  );
}
