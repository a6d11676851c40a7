import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentedRoutes } from './support/documented-routes.js';
import { EventReader } from './support/event-reader.js';
import { REACH_TABLE } from './support/reach-table.js';
import { declaredRoutes, type Route } from './support/routes.js';
import {
  type Belongings,
  NOBODYS,
  startTwoClients,
  type TwoClients,
  UNKNOWN,
  withoutIds,
} from './support/two-clients.js';

/** Fields of bodies and queries that name what belongs to a client. */
const NAMING: Readonly<Record<string, keyof Belongings>> = {
  clientId: 'client',
  repositoryId: 'repository',
  featureId: 'feature',
  createdByTeamMemberId: 'member',
};
/** Of the caller's own system. */
const OWN_WORDS = ['externalId'];

/** Bodies to which one such field is added. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /jobs': { prompt: 'Wait', branchName: 'work/named' },
  'POST /jobs/:id/follow-up': { prompt: 'More' },
  'POST /jobs/:id/retry': {},
  'POST /webhooks': { url: 'https://receiver.invalid/' },
  'PATCH /webhooks/:id': {},
};

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
const isStream = (path: string): boolean => path.endsWith('/events');
describe('a key that is bound to clients', () => {
  let world: TwoClients;

  beforeAll(async () => {
    world = await startTwoClients();
  });

  afterAll(() => world.close());

  const ask = async (method: string, path: string, body?: unknown): Promise<string> => {
    const { status, body: answer } = await world.bound.request(method, path, body);
    return withoutIds(`${status} ${JSON.stringify(answer)}`);
  };

  it('has a line for every route, and a route says itself whom it concerns', () => {
    const routes = declaredRoutes();
    expect(Object.keys(REACH_TABLE).toSorted()).toEqual(routes.map(nameOf).toSorted());
    const declared = routes
      .filter(({ scope }) => scope !== 'public')
      .map((route) => [
        nameOf(route),
        typeof route.concern === 'object' ? 'named' : route.concern === 'reached' ? 'reached' : 'closed',
      ]);
    expect(declared).toEqual(declared.map(([name]) => [name, REACH_TABLE[String(name)]]));
    expect(routes.filter(({ concern, scope }) => concern === undefined && scope !== 'public')).toEqual([]);
  });

  it('is refused where a route concerns everybody', async () => {
    const routes = declaredRoutes().filter((route) => REACH_TABLE[nameOf(route)] === 'closed');
    const heard = await Promise.all(
      routes.map(async (route) => {
        const path = route.path.replace(':id', world.own.client);
        return [nameOf(route), (await world.bound.request(route.method, path)).status];
      }),
    );
    expect(heard).toEqual(heard.map(([name]) => [name, 403]));
    const renamed = await world.bound.request('PATCH', `/repos/${world.own.repository}`, { githubRepo: 'vault' });
    expect([renamed.status, renamed.body['error']]).toEqual([403, expect.stringContaining('githubRepo')]);
  });

  it('names another client’s ids in any field in vain, as if they were not there', async () => {
    const routes = documentedRoutes().filter((route) =>
      ['named', 'reached'].includes(REACH_TABLE[nameOf(route)] ?? ''),
    );
    const fields = routes.flatMap((route) =>
      [...route.bodyFields, ...route.queryFields.map((name) => `?${name}`)].map((field) => [route, field] as const),
    );
    const naming = fields.filter(([, field]) => /Ids?$/.test(field) && !OWN_WORDS.includes(field.replace('?', '')));
    expect(naming.filter(([, field]) => NAMING[field.replace('?', '')] === undefined)).toEqual([]);
    const tried: [string, boolean, boolean][] = [];
    for (const [{ method, path }, field] of naming) {
      const name = field.replace('?', '');
      const job = await world.queue(world.own);
      const at = path.replace(':id', path.startsWith('/webhooks') ? world.own.webhook : job);
      const send = (whose: Belongings): Promise<string> => {
        const value = whose[NAMING[name] as keyof Belongings];
        if (field.startsWith('?')) return ask(method, `${at}?${name}=${value}`);
        const rest = name.startsWith('client') || name.startsWith('repo') ? {} : { clientId: world.own.client };
        return ask(method, at, { ...(path === '/jobs' ? rest : {}), ...BODIES[`${method} ${path}`], [name]: value });
      };
      const none = await send(NOBODYS);
      tried.push([
        `${method} ${path} ${field}`,
        (await send(world.foreign)) === none,
        (await send(world.own)) !== none,
      ]);
    }
    expect(tried.length).toBeGreaterThan(8);
    expect(tried.filter(([, isSame, isOther]) => !isSame || !isOther)).toEqual([]);
    const named = { prompt: 'Wait', branchName: 'work/by-name', githubOrg: 'umbrella' };
    const [there, missing] = [{ githubRepo: 'vault' }, { githubRepo: 'nothing' }];
    const [foreign, none] = [
      await ask('POST', '/jobs', { ...named, ...there }),
      await ask('POST', '/jobs', { ...named, ...missing }),
    ];
    expect(foreign.replace('vault', 'nothing')).toBe(none);
  });

  it('finds what is its own on every route, and of what is another client’s as much as of what is not there', async () => {
    const routes = declaredRoutes().filter((route) => REACH_TABLE[nameOf(route)] === 'named' && !isStream(route.path));
    const thingIn = ({ concern }: Route): keyof Belongings => (concern as { id: keyof Belongings }).id;
    // What removes something comes last.
    const ordered = routes.toSorted(
      (one, other) => Number(one.method === 'DELETE') - Number(other.method === 'DELETE'),
    );
    const tried: [string, boolean, string, boolean][] = [];
    for (const route of ordered) {
      const path = (whose: Belongings): string =>
        route.path.replace(':id', whose[thingIn(route)]).replaceAll(/:\w+/g, UNKNOWN);
      const none = await ask(route.method, path(NOBODYS));
      const foreign = await ask(route.method, path(world.foreign));
      const own = await ask(route.method, path(world.own));
      tried.push([nameOf(route), foreign === none, none.slice(0, 3), own !== none]);
    }
    expect(tried.length).toBeGreaterThan(30);
    // MCP configurations need the scope admin, which no such key has.
    const outcome = (name: string): [boolean, string, boolean] =>
      name.includes('mcp-config') ? [true, '403', false] : [true, '404', true];
    expect(tried).toEqual(tried.map(([name]) => [name, ...outcome(name)]));
    const streams = [world.foreign.job, UNKNOWN].map((id) => EventReader.open(world.bound, `/jobs/${id}/events`));
    await Promise.all(streams.map((stream) => expect(stream).rejects.toThrow('404')));
    // Nothing of it was done to the other client.
    expect((await world.rig.api.get(`/jobs/${world.foreign.job}`)).body).toMatchObject({ status: 'queued' });
    expect((await world.rig.api.get(`/webhooks/${world.foreign.webhook}`)).status).toBe(200);
  });
});
