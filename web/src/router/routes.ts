import type { ComponentType } from 'preact';
import type { Scope } from '../api/scopes.js';

/** What a page gets: the parts of its address that are named with a colon. */
export interface PageProps {
  readonly params: Readonly<Record<string, string>>;
}

export interface Route {
  readonly path: string;
  readonly title: string;
  /** What a token must allow. */
  readonly scope: Scope;
  readonly load: () => Promise<ComponentType<PageProps>>;
}

/** All pages. Each comes with its own file of scripts when it is first shown. */
export const ROUTES: readonly Route[] = [
  {
    path: '/',
    title: 'Board',
    scope: 'read',
    load: async () => (await import('../pages/board/board-page.js')).BoardPage,
  },
  {
    path: '/jobs',
    title: 'Jobs',
    scope: 'read',
    load: async () => (await import('../pages/jobs/jobs-page.js')).JobsPage,
  },
  {
    path: '/jobs/new',
    title: 'New job',
    scope: 'jobs',
    load: async () => (await import('../pages/new-job/new-job-page.js')).NewJobPage,
  },
  {
    path: '/jobs/:id',
    title: 'Job',
    scope: 'read',
    load: async () => (await import('../pages/job/job-page.js')).JobPage,
  },
  {
    path: '/clients',
    title: 'Clients',
    scope: 'read',
    load: async () => (await import('../pages/clients/clients-page.js')).ClientsPage,
  },
  {
    path: '/clients/:id',
    title: 'Client',
    scope: 'read',
    load: async () => (await import('../pages/client/client-page.js')).ClientPage,
  },
  {
    path: '/repositories/:id',
    title: 'Repository',
    scope: 'read',
    load: async () => (await import('../pages/repository/repository-page.js')).RepositoryPage,
  },
  {
    path: '/usage',
    title: 'Usage',
    scope: 'read',
    load: async () => (await import('../pages/usage/usage-page.js')).UsagePage,
  },
  {
    path: '/webhooks',
    title: 'Webhooks',
    scope: 'read',
    load: async () => (await import('../pages/webhooks/webhooks-page.js')).WebhooksPage,
  },
  {
    path: '/webhooks/:id',
    title: 'Webhook',
    scope: 'read',
    load: async () => (await import('../pages/webhook/webhook-page.js')).WebhookPage,
  },
  {
    path: '/keys',
    title: 'Keys',
    scope: 'admin',
    load: async () => (await import('../pages/keys/keys-page.js')).KeysPage,
  },
  {
    path: '/audit',
    title: 'Audit log',
    scope: 'admin',
    load: async () => (await import('../pages/audit/audit-page.js')).AuditPage,
  },
  {
    path: '/doctor',
    title: 'Doctor',
    scope: 'admin',
    load: async () => (await import('../pages/doctor/doctor-page.js')).DoctorPage,
  },
];

/** The page of an address; null: there is none. The first of several that fit. */
export function matchRoute(path: string): { route: Route; params: Record<string, string> } | null {
  for (const route of ROUTES) {
    const params = paramsOf(route.path, path);
    if (params !== null) return { route, params };
  }
  return null;
}

function paramsOf(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}
