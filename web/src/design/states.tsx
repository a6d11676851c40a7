import type { ComponentChildren } from 'preact';
import type { Resource } from '../api/use-resource.js';
import { isOnline } from '../live/online.js';
import { Icon } from './icons.js';

/** Something is on its way. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div class="skeleton" role="status">
      <span />
      <span />
      <span />
      <p class="visually-hidden">Loading {what} …</p>
    </div>
  );
}

/** There is nothing, and what can be done about that. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="state">
      <Icon name="empty" />
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** Something could not be read. */
export function Failed({ error, retry }: { readonly error: string; readonly retry?: () => void }) {
  return (
    <div class="state" role="alert">
      <Icon name={isOnline.value ? 'alert' : 'offline'} />
      <strong>{isOnline.value ? 'This could not be loaded' : 'You are offline'}</strong>
      <p dir="auto">{error}</p>
      {retry ? (
        <button type="button" class="button" onClick={retry}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

interface LoadedProps<T> {
  readonly of: Resource<T>;
  readonly what: string;
  readonly children: (data: T) => ComponentChildren;
}

/** What was read, or why it is not there. */
export function Loaded<T>({ of, what, children }: LoadedProps<T>) {
  if (of.data !== null) {
    return (
      <>
        {of.error === null ? null : <Stale error={of.error} retry={of.reload} />}
        {children(of.data)}
      </>
    );
  }
  return of.error === null ? <Loading what={what} /> : <Failed error={of.error} retry={of.reload} />;
}

function Stale({ error, retry }: { readonly error: string; readonly retry: () => void }) {
  return (
    <div class="notice amber row" role="alert">
      <span dir="auto">This may be out of date. {error}</span>
      <button type="button" class="button tight" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** Why an action failed; nothing if it did not. */
export function Problem({ error }: { readonly error: string | null }) {
  return error === null ? null : (
    <div class="notice red" role="alert">
      <span dir="auto">{error}</span>
    </div>
  );
}
