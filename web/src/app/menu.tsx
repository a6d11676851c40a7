import { useSignal } from '@preact/signals';
import { allows, session, signOut } from '../api/session.js';
import type { Scope } from '../api/scopes.js';
import { counted } from '../design/figures.js';
import { Icon, type IconName, Logo } from '../design/icons.js';
import { at, here } from '../router/location.js';
import { nextTheme, theme } from './theme.js';

interface Entry {
  readonly path: string;
  readonly label: string;
  readonly icon: IconName;
  readonly scope: Scope;
}

const WORK: readonly Entry[] = [
  { path: '/', label: 'Board', icon: 'board', scope: 'read' },
  { path: '/jobs', label: 'Jobs', icon: 'jobs', scope: 'read' },
  { path: '/jobs/new', label: 'New job', icon: 'plus', scope: 'jobs' },
];
const KEEPING: readonly Entry[] = [
  { path: '/clients', label: 'Clients', icon: 'clients', scope: 'read' },
  { path: '/usage', label: 'Usage', icon: 'usage', scope: 'read' },
  { path: '/webhooks', label: 'Webhooks', icon: 'webhooks', scope: 'read' },
  { path: '/keys', label: 'Keys', icon: 'keys', scope: 'admin' },
  { path: '/audit', label: 'Audit log', icon: 'audit', scope: 'admin' },
  { path: '/doctor', label: 'Doctor', icon: 'doctor', scope: 'admin' },
];

/** Where a view belongs in the menu. */
const HOMES: readonly (readonly [RegExp, string])[] = [
  [/^\/jobs\/new$/, '/jobs/new'],
  [/^\/jobs/, '/jobs'],
  [/^\/(clients|repositories)/, '/clients'],
  [/^\/webhooks/, '/webhooks'],
];

/** The side of the page, or its top where there is little room. */
export function Menu() {
  const isOpen = useSignal(false);
  const close = () => (isOpen.value = false);
  return (
    <div class={isOpen.value ? 'side open' : 'side'}>
      <div class="side-top">
        <a class="brand" href={at('/')} onClick={close}>
          <Logo />
          Orchestrator
        </a>
        <button
          type="button"
          class="button plain menu-button"
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          <Icon name="menu" />
          Menu
        </button>
      </div>
      <nav aria-label="Main" class="stack" onClick={close}>
        <Entries of={WORK} />
        <Entries of={KEEPING} />
      </nav>
      <Foot />
    </div>
  );
}

function Entries({ of }: { readonly of: readonly Entry[] }) {
  const { path } = here.value;
  const home = HOMES.find(([pattern]) => pattern.test(path))?.[1] ?? path;
  return (
    <ul class="menu">
      {of
        .filter(({ scope }) => allows(scope))
        .map((entry) => (
          <li key={entry.path}>
            <a href={at(entry.path)} aria-current={home === entry.path ? 'page' : undefined}>
              <Icon name={entry.icon} />
              {entry.label}
            </a>
          </li>
        ))}
    </ul>
  );
}

function Foot() {
  const name = session.value?.name ?? '';
  const bound = session.value?.clientIds?.length;
  return (
    <div class="foot small">
      <span dir="auto">{name === 'AGENT_API_SECRET' ? 'Signed in with the server’s secret' : `Key “${name}”`}</span>
      {bound === undefined ? null : <span class="soft">Bound to {counted(bound, 'client')}</span>}
      <button type="button" class="button plain tight" onClick={nextTheme}>
        <Icon name="theme" />
        Theme: {theme.value}
      </button>
      <button type="button" class="button plain tight" onClick={() => signOut()}>
        <Icon name="leave" />
        Sign out
      </button>
    </div>
  );
}
