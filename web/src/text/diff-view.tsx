import { counted } from '../design/figures.js';
import type { DiffLine } from './diff-lines.js';

/** Most lines, and most characters of a line, that are put into the page. */
const SHOWN = 600;
const SHOWN_LENGTH = 2_000;
const SIGNS: Readonly<Record<DiffLine['kind'], string>> = { add: '+', del: '−', same: '', gap: '' };

/** Lines that came and went, told by a sign and not by colour alone. */
export function DiffView({ lines, label }: { readonly lines: readonly DiffLine[]; readonly label: string }) {
  return (
    <div>
      <div class="diff" tabIndex={0} role="region" aria-label={label}>
        <div>
          {lines.slice(0, SHOWN).map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </div>
      </div>
      {lines.length > SHOWN ? (
        <p class="small soft">{counted(lines.length - SHOWN, 'more line is', 'more lines are')} not shown here.</p>
      ) : null}
    </div>
  );
}

function Line({ line: { kind, text } }: { readonly line: DiffLine }) {
  const shown = text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)} …` : text;
  if (kind === 'gap') return <div class="gap">{shown}</div>;
  return (
    <div class={`line ${kind}`}>
      <span>{SIGNS[kind]}</span>
      <bdi>{shown}</bdi>
    </div>
  );
}

export function Tally({ added, removed }: { readonly added: number | null; readonly removed: number | null }) {
  return (
    <span class="number">
      <span class="plus">+{added ?? 0}</span> <span class="minus">−{removed ?? 0}</span>
    </span>
  );
}
