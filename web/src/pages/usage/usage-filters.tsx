import { useResource } from '../../api/use-resource.js';
import { SelectField, TextField } from '../../design/fields.js';
import { goQuery, here } from '../../router/location.js';

/** Which days, and whose. */
export function UsageFilters() {
  const { query } = here.value;
  const clients = useResource((client) => client.get('/clients'), []);
  const value = (name: string) => query.get(name) ?? '';
  const set = (name: string) => (text: string) => goQuery({ [name]: text });
  return (
    <form class="filters" aria-label="Range" onSubmit={(event) => event.preventDefault()}>
      <div class="line">
        <TextField
          label="From"
          name="from"
          type="date"
          value={value('from')}
          onValue={set('from')}
          hint="Empty: the first of this month."
        />
        <TextField label="To" name="to" type="date" value={value('to')} onValue={set('to')} hint="Empty: now." />
        <SelectField
          label="Client"
          name="clientId"
          value={value('clientId')}
          onValue={set('clientId')}
          options={[['', 'All clients'], ...(clients.data?.clients ?? []).map(({ id, name }) => [id, name] as const)]}
          hint="All, or one with its budget."
        />
      </div>
    </form>
  );
}
