import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../../clients/typescript/src/api-error.js';
import type { Client } from '../../../clients/typescript/src/client.js';
import { api, sentenceOf, signOut } from './session.js';

/** Something that is read from the API. What was read stays while it is read again, also when that fails. */
export interface Resource<T> {
  /** null: it has not been read yet. */
  readonly data: T | null;
  /** Why the last attempt failed; null: it did not. */
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
  /** Takes the place of what was read, such as the answer to a change. */
  readonly replace: (data: T) => void;
}

/** Reads when `keys` change, and once more whenever `reload` is called. */
export function useResource<T>(read: (client: Client) => Promise<T>, keys: readonly unknown[]): Resource<T> {
  const [state, setState] = useState<Omit<Resource<T>, 'reload' | 'replace'>>(UNREAD);
  const [round, setRound] = useState(0);
  const latest = useRef(read);
  latest.current = read;
  const identity = JSON.stringify(keys);
  const shown = useRef(identity);
  useEffect(() => {
    let isCurrent = true;
    const isSame = shown.current === identity;
    shown.current = identity;
    setState((before) => (isSame ? { ...before, isLoading: true } : UNREAD));
    latest.current(api()).then(
      (data) => isCurrent && setState({ data, error: null, isLoading: false }),
      (error: unknown) => isCurrent && setState(({ data }) => ({ data, error: failure(error), isLoading: false })),
    );
    return () => void (isCurrent = false);
  }, [identity, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  const replace = useCallback((data: T) => setState({ data, error: null, isLoading: false }), []);
  return { ...state, reload, replace };
}

const UNREAD = { data: null, error: null, isLoading: true };

/** A sentence; a token that is no longer valid ends the session. */
export function failure(error: unknown): string {
  if (error instanceof ApiError && error.status === 401) signOut('Your token is no longer valid. Sign in again.');
  return sentenceOf(error);
}
