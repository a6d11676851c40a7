import { useCallback, useState } from 'preact/hooks';
import type { Client } from '../../../clients/typescript/src/client.js';
import { toast } from '../design/toasts.js';
import { api } from './session.js';
import { failure } from './use-resource.js';

/** Something a person does, such as a press of a button. */
export interface Action<Args extends readonly unknown[]> {
  readonly run: (...args: Args) => Promise<boolean>;
  readonly isBusy: boolean;
  readonly error: string | null;
}

/** Does `act` once at a time, keeps why it failed, and says `done` if it did not. */
export function useAction<Args extends readonly unknown[]>(
  act: (client: Client, ...args: Args) => Promise<unknown>,
  done: string | null = null,
): Action<Args> {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = useCallback(
    async (...args: Args): Promise<boolean> => {
      setBusy(true);
      setError(null);
      try {
        await act(api(), ...args);
        if (done !== null) toast(done);
        return true;
      } catch (problem) {
        setError(failure(problem));
        return false;
      } finally {
        setBusy(false);
      }
    },
    [act, done],
  );
  return { run, isBusy, error };
}
