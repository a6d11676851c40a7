import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useState } from 'preact/hooks';
import { allows } from '../api/session.js';
import { Page } from '../design/page.js';
import { Empty, Failed, Loading } from '../design/states.js';
import { at, here } from '../router/location.js';
import { matchRoute, type PageProps, type Route } from '../router/routes.js';

const loaded = new Map<Route, ComponentType<PageProps>>();

/** The page of the address. */
export function View() {
  const match = matchRoute(here.value.path);
  if (match === null) return <Missing />;
  if (!allows(match.route.scope)) return <Closed needed={match.route.scope} />;
  const key = `${match.route.path} ${Object.values(match.params).join(' ')}`;
  return <RouteView key={key} {...match} />;
}

function RouteView({ route, params }: { readonly route: Route; readonly params: Readonly<Record<string, string>> }) {
  const [Shown, show] = useState<ComponentType<PageProps> | null>(() => loaded.get(route) ?? null);
  const [error, setError] = useState<string | null>(null);
  const [fault, reset] = useErrorBoundary();
  const load = () => {
    setError(null);
    route.load().then(
      (page) => (loaded.set(route, page), show(() => page)),
      () => setError('This part of the console could not be fetched. If the server was updated, load the page again.'),
    );
  };
  useEffect(() => {
    if (Shown === null) load();
  }, []);
  if (fault !== undefined) return <Failed error={String(fault)} retry={reset} />;
  if (error !== null) return <Failed error={error} retry={load} />;
  return Shown === null ? <Loading what={route.title} /> : <Shown params={params} />;
}

function Missing() {
  return (
    <Page title="Nothing is here">
      <Empty title="The address names no page">
        <a href={at('/')}>To the board</a>
      </Empty>
    </Page>
  );
}

function Closed({ needed }: { readonly needed: string }) {
  return (
    <Page title="Not with this key">
      <Empty title={`This page needs the scope ${needed}`}>
        <p>Sign in with a token that has it.</p>
      </Empty>
    </Page>
  );
}
