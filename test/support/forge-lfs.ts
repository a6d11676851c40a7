import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from './forge-http.js';

const STORE = '/lfs-store/';
const SIGNATURE = 'x-signature';

/** A lock that somebody has on a file of a repository. */
export interface ForgeLock {
  readonly repository: string;
  readonly path: string;
  /** Who holds it. */
  readonly owner: string;
}

interface Wanted {
  readonly oid: string;
  readonly size: number;
}

/**
 * Git LFS as GitHub has it (git-lfs, docs/api): a batch request with the token, content elsewhere under signed addresses, and locks.

 */
export class ForgeLfs {
  /** Content by its SHA-256. */
  readonly objects = new Map<string, Buffer>();
  readonly locks: ForgeLock[] = [];
  /** Says this instead of giving or taking content; null: it does. */
  refusal: string | null = null;

  constructor(private readonly serverUrl: () => string) {}

  /** Adds content as a person elsewhere would; returns what stands for it in git. */
  add(content: string | Buffer): string {
    const bytes = Buffer.from(content);
    const oid = createHash('sha256').update(bytes).digest('hex');
    this.objects.set(oid, bytes);
    return pointerOf(bytes);
  }

  has(content: string | Buffer): boolean {
    return this.objects.has(createHash('sha256').update(content).digest('hex'));
  }

  isStore(path: string): boolean {
    return path.startsWith(STORE);
  }

  isApi({ pathname }: URL): boolean {
    return pathname.includes('.git/info/lfs/');
  }

  async store(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = await bytesOf(request);
    const oid = path.slice(STORE.length);
    if (request.headers[SIGNATURE] !== oid.slice(0, 8)) return send(response, 403, { message: 'not signed' });
    if (request.method === 'PUT') {
      if (createHash('sha256').update(body).digest('hex') !== oid) return send(response, 422, { message: 'damaged' });
      this.objects.set(oid, body);
      return send(response, 200, '');
    }
    const found = this.objects.get(oid);
    if (!found) return send(response, 404, { message: 'gone' });
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': found.length });
    response.end(found);
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname: path }: URL,
    repository: string,
    user: string | null,
  ): Promise<void> {
    const body = (await bytesOf(request)).toString();
    const tell = (status: number, answer: object): void =>
      send(response, status, answer, { 'content-type': 'application/vnd.git-lfs+json' });
    if (path.endsWith('/objects/batch')) {
      if (this.refusal !== null) return tell(403, { message: this.refusal });
      return tell(200, this.batch(JSON.parse(body) as { operation: string; objects: Wanted[] }));
    }
    if (!path.endsWith('/locks/verify')) return tell(404, { message: 'Not Found' });
    const locks = this.locks.filter((lock) => lock.repository === repository).map(asAnswer);
    return tell(200, {
      ours: locks.filter(({ owner }) => owner.name === user),
      theirs: locks.filter(({ owner }) => owner.name !== user),
    });
  }

  private batch({ operation, objects }: { readonly operation: string; readonly objects: readonly Wanted[] }) {
    const answers = objects.map(({ oid, size }) => {
      const action = { href: `${this.serverUrl()}${STORE}${oid}`, header: { [SIGNATURE]: oid.slice(0, 8) } };
      const isHere = this.objects.has(oid);
      if (operation === 'upload') return { oid, size, ...(isHere ? {} : { actions: { upload: action } }) };
      if (isHere) return { oid, size, authenticated: true, actions: { download: action } };
      return { oid, size, error: { code: 404, message: 'Object does not exist on the server' } };
    });
    return { transfer: 'basic', objects: answers };
  }
}

export function pointerOf(content: string | Buffer): string {
  const bytes = Buffer.from(content);
  const oid = createHash('sha256').update(bytes).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`;
}

function asAnswer({ path, owner }: ForgeLock, index: number) {
  return { id: String(index + 1), path, locked_at: '2026-01-01T00:00:00Z', owner: { name: owner } };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
