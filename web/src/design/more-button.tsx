import { useEffect, useRef } from 'preact/hooks';
import type { EndlessList } from '../api/use-list.js';
import { Problem } from './states.js';

/** Loads the next page when it comes into view, or is pressed. */
export function MoreButton({ list }: { readonly list: EndlessList<unknown> }) {
  const button = useRef<HTMLButtonElement>(null);
  const { more, hasMore, error, isLoading } = list;
  useEffect(() => {
    if (!button.current || error !== null) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) more();
      },
      { rootMargin: '400px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, [more, hasMore, error]);
  if (!hasMore && error === null) return null;
  return (
    <div class="state">
      <Problem error={error} />
      <button ref={button} type="button" class="button" disabled={isLoading} onClick={more}>
        {isLoading ? 'Loading …' : 'Show more'}
      </button>
    </div>
  );
}
