import { useResource } from '../../api/use-resource.js';
import { Problem } from '../../design/states.js';

interface ChoiceProps {
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
  /** A key that may do everything cannot be bound. */
  readonly isAdmin: boolean;
}

/** The clients that a key is bound to; none: it reaches all. */
export function ClientChoice({ chosen, choose, isAdmin }: ChoiceProps) {
  const list = useResource((client) => client.get('/clients'), []);
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset class="stack close">
      <legend>Only for these clients</legend>
      <Problem error={list.error} />
      <div class="chips">
        {(list.data?.clients ?? []).map(({ id, name }) => (
          <label key={id} class="chip">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <bdi>{name}</bdi>
          </label>
        ))}
      </div>
      <p class="soft small">
        {isAdmin && chosen.length > 0
          ? 'A key with the scope admin cannot be bound to clients: choose another scope, or no client.'
          : 'None: it reaches everything. This cannot be changed later.'}
      </p>
    </fieldset>
  );
}
