import { useCallback, useEffect, useRef } from 'preact/hooks';

const SOON_MS = 150;

/** Calls once for all calls that come together. */
export function useSoon(call: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(call);
  latest.current = call;
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    timer.current ??= setTimeout(() => ((timer.current = null), latest.current()), SOON_MS);
  }, []);
}
