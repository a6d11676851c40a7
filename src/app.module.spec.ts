import { describe, expect, it } from '@jest/globals';
import { declaredRoutes, type Route } from '../test/support/routes.js';

/** Whether a route lets callers do more than their key says. */
function isTooOpen({ method, path, scope }: Route): boolean {
  return (path.startsWith('/admin/') && scope !== 'admin') || (method !== 'GET' && scope === 'read');
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

  it('are open to everybody only below /health', () => {
    expect(routes.filter(({ scope, path }) => scope === 'public' && !/^\/health(\/|$)/.test(path))).toEqual([]);
  });

  it('ask for admin below /admin, and for more than read when they change something', () => {
    expect(routes.filter(isTooOpen)).toEqual([]);
  });
});
