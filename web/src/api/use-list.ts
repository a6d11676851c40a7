import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../../../clients/typescript/src/client.js';
import { api } from './session.js';
import { failure } from './use-resource.js';

export interface Page<T> {
  readonly items: readonly T[];
  /** null: this was the last page. */
  readonly next: string | null;
}

export interface EndlessList<T> {
  readonly items: readonly T[];
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly hasMore: boolean;
  readonly more: () => void;
  /** Begins anew; what is shown stays until the first page is there. */
  readonly reload: () => void;
}

interface State<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly error: string | null;
  readonly isLoading: boolean;
}

const EMPTY = { items: [], next: null, error: null, isLoading: true };

/** A list that is read page by page, anew when `keys` change. */
export function useList<T>(
  read: (client: Client, cursor: string | null) => Promise<Page<T>>,
  keys: readonly unknown[],
): EndlessList<T> {
  const [state, setState] = useState<State<T>>(EMPTY);
  const [round, setRound] = useState(0);
  const latest = useRef(read);
  latest.current = read;
  const turn = useRef(0);
  const identity = JSON.stringify(keys);
  const load = useCallback((cursor: string | null, before: readonly T[]) => {
    const mine = (turn.current += 1);
    const settle = (change: (state: State<T>) => State<T>) => turn.current === mine && setState(change);
    setState((now) => ({ ...now, isLoading: true, error: null }));
    latest.current(api(), cursor).then(
      ({ items, next }) => settle(() => ({ items: [...before, ...items], next, error: null, isLoading: false })),
      (error: unknown) => settle((now) => ({ ...now, error: failure(error), isLoading: false })),
    );
  }, []);
  useEffect(() => setState(EMPTY), [identity]);
  useEffect(() => load(null, []), [identity, round]);
  const more = useCallback(() => {
    if (state.next !== null && !state.isLoading) load(state.next, state.items);
  }, [state]);
  return {
    ...state,
    hasMore: state.next !== null,
    more,
    reload: useCallback(() => setRound((n) => n + 1), []),
  };
}
