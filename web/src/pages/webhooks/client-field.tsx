import { isBound } from '../../api/session.js';
import { useResource } from '../../api/use-resource.js';
import { SelectField } from '../../design/fields.js';

interface ClientProps {
  readonly value: string;
  readonly onValue: (id: string) => void;
}

/** Whose jobs a webhook is told of. A token that is bound to clients has to name one. */
export function ClientField({ value, onValue }: ClientProps) {
  const list = useResource((client) => client.get('/clients'), []);
  const clients = (list.data?.clients ?? []).map(({ id, name }) => [id, name] as const);
  return (
    <SelectField
      label="Jobs of"
      name="clientId"
      value={value}
      onValue={onValue}
      required={isBound.value}
      options={[isBound.value ? ['', 'Choose a client'] : ['', 'All clients'], ...clients]}
    />
  );
}
