import { span } from '../design/figures.js';
import { Output } from '../text/markdown.js';
import { type Finding, findingName, findingTone } from './check-report.js';

/** What a check has found, one thing after the other. */
export function CheckList({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul class="list" aria-label="What the check found">
      {findings.map((finding) => (
        <Item key={finding.name} finding={finding} />
      ))}
    </ul>
  );
}

function Item({ finding: { name, status, message, ms } }: { readonly finding: Finding }) {
  const [tone, word] = findingTone(status);
  // What a command printed follows the sentence about it.
  const [sentence = '', ...rest] = message.split('\n');
  return (
    <li>
      <div class="what">
        <strong>{findingName(name)}</strong>
        <span class="small" dir="auto">
          {sentence}
        </span>
      </div>
      <div class="end">
        {ms === null ? null : <span class="soft number">{span(ms)}</span>}
        <span class={`badge ${tone}`}>{word}</span>
      </div>
      {rest.length === 0 ? null : (
        <div class="below">
          <Output text={rest.join('\n')} label={`Details of ${findingName(name)}`} />
        </div>
      )}
    </li>
  );
}
