import { now } from '../live/clock.js';
import { ago, moment, span } from './figures.js';

/** How long ago something was, with the exact time to point at. */
export function Ago({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, now.value)}
    </time>
  );
}

/** How long something has gone on, each second anew. */
export function Elapsed({ since }: { readonly since: string }) {
  return (
    <time dateTime={since} class="number" title={`Since ${moment(since)}`}>
      {span(Math.floor((now.value - Date.parse(since)) / 1_000) * 1_000)}
    </time>
  );
}
