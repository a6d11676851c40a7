import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { JobEvent } from '../../../clients/typescript/src/follow-job.js';
import { api } from '../api/session.js';
import { failure } from '../api/use-resource.js';
import type { Entry } from '../pages/job/conversation/entry.js';
import { Transcript } from '../pages/job/conversation/transcript.js';

/** What a job says, as it says it. */
export interface JobFeed {
  readonly entries: readonly Entry[];
  /** Nothing more will come. */
  readonly isOver: boolean;
  readonly hasBegun: boolean;
  readonly error: string | null;
  readonly reconnect: () => void;
}

/** Follows a job; calls `changed` when its status or phase is another one. The page is drawn once for all that comes together. */
export function useJobFeed(id: string, changed: () => void): JobFeed {
  const [round, reconnect] = useReducer((count: number) => count + 1, 0);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [error, setError] = useState<string | null>(null);
  const state = useRef({ transcript: new Transcript(), isOver: false, hasBegun: false });
  const latest = useRef(changed);
  latest.current = changed;
  useEffect(() => {
    const ended = new AbortController();
    let frame: number | null = null;
    const drawSoon = () => (frame ??= requestAnimationFrame(() => ((frame = null), draw(undefined))));
    state.current = { transcript: new Transcript(), isOver: false, hasBegun: false };
    setError(null);
    const take = (event: JobEvent) => {
      const { current } = state;
      current.hasBegun = true;
      if (event.event === 'message') current.transcript.add(event.data);
      else latest.current();
      if (event.event === 'end') current.isOver = true;
      drawSoon();
    };
    follow(id, ended.signal, take).then(
      () => ((state.current.isOver = true), (state.current.hasBegun = true), drawSoon()),
      (problem: unknown) => ended.signal.aborted || setError(failure(problem)),
    );
    return () => {
      ended.abort();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [id, round]);
  const { transcript, isOver, hasBegun } = state.current;
  return { entries: transcript.entries, isOver, hasBegun, error, reconnect: () => reconnect(undefined) };
}

async function follow(id: string, signal: AbortSignal, take: (event: JobEvent) => void): Promise<void> {
  for await (const event of api().followJob(id, { signal })) take(event);
}
