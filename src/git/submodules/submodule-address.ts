import { assertRepositoryRef, type RepositoryRef } from '../repository-ref.js';

/** Where a submodule comes from. */
export type SubmoduleAddress =
  | { readonly kind: 'forge'; readonly repository: RepositoryRef }
  /** At another host. */
  | { readonly kind: 'elsewhere' }
  /** Nothing that a forge could serve to others. */
  | { readonly kind: 'unusable' };

const UNUSABLE: SubmoduleAddress = { kind: 'unusable' };
/** `git@github.com:owner/name.git`, as ssh has it. */
const SCP = /^(?:[A-Za-z0-9._-]+@)?([A-Za-z0-9.-]+):(?!\/\/)\/?([^:]*)$/;

/** Reads the address that `.gitmodules` has for a submodule of `parent`; nobody has checked it. */
export function addressOf(url: string, parent: RepositoryRef, serverUrl: string): SubmoduleAddress {
  if (url.startsWith('-') || /[\p{C}\s\\]/u.test(url)) return UNUSABLE;
  if (/^\.\.?(?:\/|$)/.test(url)) return named(relativePath(url, parent), parent);
  const [, scpHost, scpPath] = SCP.exec(url) ?? [];
  if (scpHost !== undefined) return atHost(scpHost, scpPath ?? '', parent, new URL(serverUrl).hostname);
  return absolute(url, parent, serverUrl);
}

function absolute(url: string, parent: RepositoryRef, serverUrl: string): SubmoduleAddress {
  if (!/^(?:https?|ssh|git):\/\//i.test(url) || !URL.canParse(url)) return UNUSABLE;
  const { protocol, host, hostname, pathname } = new URL(url);
  const forge = new URL(serverUrl);
  // Ports of ssh say nothing about those of HTTP.
  const isHttp = protocol === 'http:' || protocol === 'https:';
  const below = forge.pathname.replace(/\/+$/, '');
  const path = isHttp && pathname.startsWith(`${below}/`) ? pathname.slice(below.length) : pathname;
  return atHost(isHttp ? host : hostname, path, parent, isHttp ? forge.host : forge.hostname);
}

function atHost(host: string, path: string, parent: RepositoryRef, forgeHost: string): SubmoduleAddress {
  return host.toLowerCase() === forgeHost.toLowerCase() ? named(path, parent) : { kind: 'elsewhere' };
}

/** As git resolves it, against the address of the repository itself. */
function relativePath(url: string, { owner, name }: RepositoryRef): string {
  const parts = [owner, `${name}.git`];
  for (const part of url.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return '';
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function named(path: string, { submodules = null }: RepositoryRef): SubmoduleAddress {
  const [owner = '', name = '', ...more] = path
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '')
    .split('/');
  try {
    const repository = { owner, name, defaultBranch: 'main', submodules };
    assertRepositoryRef(repository);
    return more.length === 0 ? { kind: 'forge', repository } : UNUSABLE;
  } catch {
    return UNUSABLE;
  }
}
