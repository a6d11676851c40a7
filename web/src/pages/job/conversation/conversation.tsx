import { useEffect, useState } from 'preact/hooks';
import { Empty, Failed, Loading } from '../../../design/states.js';
import type { JobFeed } from '../../../live/job-feed.js';
import { EntryView } from './entry-view.js';
import { useVirtual } from './use-virtual.js';

interface ConversationProps {
  readonly jobId: string;
  readonly feed: JobFeed;
}

/** Everything that was said, of which only what can be seen is in the page. */
export function Conversation({ jobId, feed }: ConversationProps) {
  const { entries, error, isOver, hasBegun } = feed;
  if (entries.length === 0) {
    if (error !== null) return <Failed error={error} retry={feed.reconnect} />;
    if (!hasBegun) return <Loading what="the conversation" />;
    return (
      <Empty title={isOver ? 'Nothing is kept of what it said' : 'Nothing was said yet'}>
        <p>{isOver ? 'Messages are removed after some time.' : 'It appears here as it happens.'}</p>
      </Empty>
    );
  }
  return <Entries jobId={jobId} feed={feed} />;
}

function Entries({ jobId, feed: { entries, isOver } }: ConversationProps) {
  const { list, items, height, margin, measure } = useVirtual(entries.length, (index) => entries[index]?.key ?? '');
  return (
    <>
      <ol ref={list} class="entries" style={{ height: `${height}px` }} aria-label="Conversation">
        {items.map(({ index, key, start }) => {
          const entry = entries[index];
          return entry ? (
            <li
              key={key}
              ref={measure}
              data-index={index}
              aria-setsize={entries.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start - margin}px)` }}
            >
              <EntryView entry={entry} jobId={jobId} isOver={isOver} />
            </li>
          ) : null;
        })}
      </ol>
      {isOver ? null : <Follow entries={entries.length} />}
    </>
  );
}

/** Pixels from the end of the page that still count as the end. */
const NEAR = 120;

/** Keeps the newest in view while the reader stays at the end. */
function Follow({ entries }: { readonly entries: number }) {
  const [isFollowing, setFollowing] = useState(false);
  const toEnd = () => scrollTo(0, document.documentElement.scrollHeight);
  useEffect(() => {
    if (isFollowing) requestAnimationFrame(toEnd);
  }, [entries, isFollowing]);
  useEffect(() => {
    const look = () => {
      const left = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
      setFollowing((now) => now && left < window.innerHeight / 2 + NEAR);
    };
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  return (
    <div class="jump">
      <button type="button" class="button" aria-pressed={isFollowing} onClick={() => setFollowing(!isFollowing)}>
        {isFollowing ? 'Following' : 'Follow the newest'}
      </button>
    </div>
  );
}
