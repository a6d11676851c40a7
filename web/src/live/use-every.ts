import { useEffect, useRef } from 'preact/hooks';

/** Calls again and again while it is to, and the page can be seen. */
export function useEvery(ms: number, call: () => void, isWanted: boolean): void {
  const latest = useRef(call);
  latest.current = call;
  useEffect(() => {
    if (!isWanted) return undefined;
    const timer = setInterval(() => document.visibilityState === 'visible' && latest.current(), ms);
    return () => clearInterval(timer);
  }, [ms, isWanted]);
}
