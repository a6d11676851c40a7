import { channel } from 'node:diagnostics_channel';
import { type ChannelListener, subscribed } from './subscribed.js';

/** A request that may change something. */
export interface TracedRequest {
  readonly method: string;
  /** What the jobs that it creates belong to. Comes from the caller; whoever traces puts its own span there. null: nothing. */
  traceparent: string | null;
}

/** What happens to requests, in order. `route`: as declared, such as `/jobs/:id/retry`; null: no route took it. */
export type RequestNews =
  | { readonly what: 'began'; readonly request: TracedRequest }
  | { readonly what: 'ended'; readonly request: TracedRequest; readonly route: string | null; readonly status: number };

const news = channel('claude-code-orchestrator:request');

export function tellOfRequest(what: RequestNews): void {
  if (news.hasSubscribers) news.publish(what);
}

/** Answers how to stop. */
export function onRequestNews(listener: ChannelListener<RequestNews>): () => void {
  return subscribed(news, listener);
}
