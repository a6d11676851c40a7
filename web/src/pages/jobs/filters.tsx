import { useEffect, useRef, useState } from 'preact/hooks';
import { useResource } from '../../api/use-resource.js';
import { SelectField, TextField } from '../../design/fields.js';
import { at, go, goQuery, here } from '../../router/location.js';
import { StatusChips } from './status-chips.js';

/** How long a person may pause while typing, in milliseconds. */
const TYPING_MS = 300;
const TYPES = [
  ['', 'All types'],
  ['code', 'code'],
  ['task', 'task'],
  ['ralph', 'ralph'],
  ['check', 'check'],
] as const;

/** The filters of the API; the address holds them, so a list can be sent to somebody. */
export function Filters() {
  const { query } = here.value;
  return (
    <form class="filters" role="search" aria-label="Jobs" onSubmit={(event) => event.preventDefault()}>
      <StatusChips />
      <div class="line">
        <TypedField label="Words in title or prompt" name="q" type="search" />
        <Selects />
        <TypedField label="Branch" name="branch" type="text" />
        <TypedField label="External id" name="externalId" type="text" />
        <DayField label="Created from" name="createdAfter" />
        <DayField label="Created before" name="createdBefore" />
      </div>
      {query.size === 0 ? null : (
        <p>
          <button type="button" class="button tight" onClick={() => go(at('/jobs'), { replace: true })}>
            Remove all filters
          </button>
        </p>
      )}
    </form>
  );
}

/** What is chosen from what there is. */
function Selects() {
  const { query } = here.value;
  const clients = useResource((client) => client.get('/clients'), []);
  const repositories = useResource((client) => client.get('/repos', { params: { query: { limit: 200 } } }), []);
  const value = (name: string) => query.get(name) ?? '';
  const set = (name: string) => (text: string) => goQuery({ [name]: text });
  return (
    <>
      <SelectField label="Type" name="jobType" value={value('jobType')} onValue={set('jobType')} options={TYPES} />
      <SelectField
        label="Client"
        name="clientId"
        value={value('clientId')}
        onValue={set('clientId')}
        options={[['', 'All clients'], ...(clients.data?.clients ?? []).map(({ id, name }) => [id, name] as const)]}
      />
      <SelectField
        label="Repository"
        name="repositoryId"
        value={value('repositoryId')}
        onValue={set('repositoryId')}
        options={[
          ['', 'All repositories'],
          ...(repositories.data?.repositories ?? []).map(
            ({ id, owner_name: owner, repo_name: name }) => [id, `${owner}/${name}`] as const,
          ),
        ]}
      />
    </>
  );
}

interface NamedProps {
  readonly label: string;
  readonly name: string;
}

/** A text that becomes a filter when the person pauses. */
function TypedField({ label, name, type }: NamedProps & { readonly type: 'text' | 'search' }) {
  const said = here.value.query.get(name) ?? '';
  const [text, setText] = useState(said);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(said), [said]);
  const change = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => goQuery({ [name]: value.trim() }), TYPING_MS);
  };
  return <TextField label={label} name={name} type={type} value={text} onValue={change} />;
}

/** A day, which begins at midnight of the reader's clock. */
function DayField({ label, name }: NamedProps) {
  const said = here.value.query.get(name) ?? '';
  const day = Number.isNaN(Date.parse(said)) ? '' : localDay(new Date(said));
  const set = (value: string) => goQuery({ [name]: value === '' ? '' : new Date(`${value}T00:00`).toISOString() });
  return <TextField label={label} name={name} type="date" value={day} onValue={set} />;
}

function localDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
