import { describe, expect, it } from '@jest/globals';
import { declaredRoutes, type Route } from '../../test/support/routes.js';

/** Each tool is a request of its own, and needs the scope of that. */
const TOOLS = '/mcp';

/** Whether a route lets callers do more than their key allows. */
function isTooOpen({ method, path, scope }: Route): boolean {
  return (path.startsWith('/admin/') && scope !== 'admin') || (method !== 'GET' && scope === 'read' && path !== TOOLS);
}

describe('the routes of the application', () => {
  const routes = declaredRoutes();

  it('are found, with the fields of their bodies', () => {
    expect(routes.length).toBeGreaterThan(20);
    expect(routes.find(({ method, path }) => method === 'POST' && path === '/jobs')).toMatchObject({
      scope: 'jobs',
      bodyFields: expect.arrayContaining(['prompt', 'branchName']),
    });
  });

  it('each declare the scope they ask for', () => {
    expect(routes.filter(({ scope }) => scope === undefined)).toEqual([]);
  });

  it('are open to everybody only for health checks, the description of the API, and GitHub, which signs', () => {
    expect(
      routes.filter(
        ({ scope, path }) =>
          scope === 'public' && !/^\/((health|docs)(\/|$)|openapi\.json$|github\/webhook$)/.test(path),
      ),
    ).toEqual([]);
  });

  it('ask for admin below /admin, and for more than read when they change something', () => {
    expect(routes.filter(isTooOpen)).toEqual([]);
  });
});
