import { goQuery, here } from '../../router/location.js';

const STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'];
const FLAGS = [
  ['awaitingInput', 'waits for a person'],
  ['archived', 'archived, too'],
] as const;

/** Any of these, and two more conditions. */
export function StatusChips() {
  const { query } = here.value;
  const chosen = (query.get('status') ?? '').split(',').filter(Boolean);
  const toggle = (status: string) => {
    const next = STATUSES.filter((each) => chosen.includes(each) !== (each === status));
    goQuery({ status: next.join(',') });
  };
  return (
    <fieldset>
      <legend class="visually-hidden">Status</legend>
      <div class="chips">
        {STATUSES.map((status) => (
          <Chip key={status} label={status} checked={chosen.includes(status)} onChange={() => toggle(status)} />
        ))}
        {FLAGS.map(([name, label]) => (
          <Chip
            key={name}
            label={label}
            checked={query.get(name) === 'true'}
            onChange={() => goQuery({ [name]: query.get(name) === 'true' ? '' : 'true' })}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ChipProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

function Chip({ label, checked, onChange }: ChipProps) {
  return (
    <label class="chip">
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
    </label>
  );
}
