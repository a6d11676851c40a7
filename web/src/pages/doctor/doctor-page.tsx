import type { Schemas } from '../../api/types.js';
import { useResource } from '../../api/use-resource.js';
import { counted } from '../../design/figures.js';
import { Page } from '../../design/page.js';
import { Loaded } from '../../design/states.js';

type Line = Schemas['DoctorLine'];
type Status = Line['status'];

const WORDS: Readonly<Record<Status, readonly [tone: string, word: string]>> = {
  fail: ['red', 'fails'],
  warn: ['amber', 'could be better'],
  ok: ['green', 'ok'],
};
/** The worst first. */
const ORDER: readonly Status[] = ['fail', 'warn', 'ok'];

/** What the server lacks, and what to do about it. */
export function DoctorPage() {
  const findings = useResource((client) => client.get('/admin/doctor'), []);
  return (
    <Page
      title="Doctor"
      sub="What the server that answers lacks, and what to do"
      actions={
        <button type="button" class="button" disabled={findings.isLoading} onClick={findings.reload}>
          {findings.isLoading ? 'Looking …' : 'Look again'}
        </button>
      }
    >
      <Loaded of={findings} what="what the doctor finds, which takes some seconds">
        {({ lines }) => (
          <>
            <p role="status">{summaryOf(lines)}</p>
            <section class="card" aria-label="What the doctor found">
              <ul class="list">
                {lines
                  .toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
                  .map((line, index) => (
                    <Item key={index} line={line} />
                  ))}
              </ul>
            </section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function summaryOf(lines: readonly Line[]): string {
  const number = (status: Status) => lines.filter((line) => line.status === status).length;
  if (number('fail') > 0)
    return `${counted(number('fail'), 'line says', 'lines say')} that jobs fail, or the server does not start.`;
  if (number('warn') === 0) return 'Nothing is missing.';
  return `The server works. ${counted(number('warn'), 'line says', 'lines say')} that it could do better.`;
}

function Item({ line: { check, status, message, cure } }: { readonly line: Line }) {
  const [tone, word] = WORDS[status];
  return (
    <li>
      <div class="what">
        <strong>{check}</strong>
        <span class="small" dir="auto">
          {message}
        </span>
        {cure === null ? null : (
          <span class="small" dir="auto">
            <strong>What to do:</strong> {cure}
          </span>
        )}
      </div>
      <span class={`badge ${tone}`}>{word}</span>
    </li>
  );
}
