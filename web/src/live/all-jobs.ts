import { signal as signalOf } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { serverSentEvents } from '../../../clients/typescript/src/server-sent-events.js';
import { session, type Session } from '../api/session.js';

/** How long changes are collected before a view reads again, in milliseconds. */
const CALM_MS = 400;
/** Costs grow without an event, and a server may have no stream left for us. */
const EVERY_MS = 10_000;
const AGAIN_MS = 5_000;

/** Whether changes come as they happen. */
export const isLive = signalOf(false);
const listeners = new Set<() => void>();

/** Calls `look` when a job has changed, and now and then. */
export function useJobChanges(look: () => void): void {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => (timer ??= setTimeout(() => ((timer = undefined), latest.current()), CALM_MS));
    const regularly = setInterval(() => document.visibilityState === 'visible' && latest.current(), EVERY_MS);
    listeners.add(soon);
    const stop = listeners.size === 1 ? listen() : () => undefined;
    return () => {
      listeners.delete(soon);
      clearTimeout(timer);
      clearInterval(regularly);
      stop();
    };
  }, []);
}

function listen(): () => void {
  const ended = new AbortController();
  const current = session.peek();
  if (current) void keepListening(current, ended.signal);
  return () => ended.abort();
}

async function keepListening({ token }: Session, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch('/events', { headers: { authorization: `Bearer ${token}` }, signal });
      isLive.value = response.ok;
      if (response.ok) for await (const { event } of serverSentEvents(response, signal)) if (event !== null) tell();
    } catch {
      // The connection broke, or the view was left.
    }
    isLive.value = false;
    if (!signal.aborted) await pause(signal);
  }
}

function tell(): void {
  for (const listener of listeners) listener();
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, AGAIN_MS);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
