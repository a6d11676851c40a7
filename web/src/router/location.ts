import { signal } from '@preact/signals';

/** Where the server serves the console. */
const BASE = '/console';

/** An address within the console. */
export interface Place {
  /** Begins with a slash, such as `/jobs`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

function read(): Place {
  const path = location.pathname.slice(BASE.length).replace(/\/+$/, '');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(location.search) };
}

/** What is shown; changes with every step through the history. */
export const here = signal<Place>(read());

/** The address of a view for a link. */
export function at(path: string, query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString();
  return `${BASE}${path === '/' ? '/' : path}${text === '' ? '' : `?${text}`}`;
}

/** Shows another view, as a link to `href` would. */
export function go(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  const before = here.peek().path;
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  here.value = read();
  if (here.peek().path !== before) scrollTo(0, 0);
}

/** Changes the query of the view; empty values are left out. */
export function goQuery(changes: Readonly<Record<string, string | null>>): void {
  const query = new URLSearchParams(here.peek().query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  go(at(here.peek().path, Object.fromEntries(query)), { replace: true });
}

/** Makes links within the console change the view without loading the page again. */
export function followLinks(): void {
  addEventListener('popstate', () => (here.value = read()));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || !isPlain(event) || link.target !== '' || link.download !== '') return;
    if (link.origin !== location.origin || !`${link.pathname}/`.startsWith(`${BASE}/`) || link.hash !== '') return;
    event.preventDefault();
    go(link.href);
  });
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
}
