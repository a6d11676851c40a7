import { channel } from 'node:diagnostics_channel';
import { type ChannelListener, subscribed } from './subscribed.js';

/** How a run ended. `lost`: the job belongs to another run now. */
export type RunEnd = 'completed' | 'failed' | 'cancelled' | 'parked' | 'postponed' | 'returned' | 'lost';

/** A run of a job on this server, from its claim to the end of its clean-up. */
export interface RunOfJob {
  readonly jobId: string;
  readonly jobType: string;
  readonly attempt: number;
  /** From the moment at which the job might have started to its first claim, in seconds; null: it was claimed before. */
  readonly waitedSeconds: number | null;
  /** What the request that created it belongs to; null: nobody traces it. */
  readonly traceparent: string | null;
}

/** What happens to runs, in order. */
export type RunNews =
  | { readonly what: 'began'; readonly run: RunOfJob }
  | { readonly what: 'entered'; readonly jobId: string; readonly phase: string }
  | { readonly what: 'ended'; readonly run: RunOfJob; readonly end: RunEnd };

const news = channel('claude-code-orchestrator:run');

/** Tells whoever measures. */
export function tellOfRun(what: RunNews): void {
  if (news.hasSubscribers) news.publish(what);
}

/** Answers how to stop. */
export function onRunNews(listener: ChannelListener<RunNews>): () => void {
  return subscribed(news, listener);
}
