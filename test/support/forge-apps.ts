import { createVerify, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import type { ApiAnswer, ApiRequest } from './forge-api.js';
import type { ForgeRepository } from './forge-repository.js';
import { refusal } from './forge-refusals.js';
import { userIdOf } from './forge-reviews.js';
import type { GithubDescription } from './github-description.js';

export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

const HOUR_MS = 3_600_000;
/** What an App of ours asks for at the least. */
const USUAL: Permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' };
const LEVELS = ['read', 'write'];

/** An owner's consent to an App. */
interface Installation {
  readonly id: number;
  readonly owner: string;
  /** Full names; null: all of the owner's. */
  readonly repositories: readonly string[] | null;
  readonly permissions: Permissions;
}

/** A token that was made, for its readers. */
export interface MadeToken {
  readonly token: string;
  readonly installation: number;
  /** Full names. */
  readonly repositories: readonly string[];
  readonly permissions: Permissions;
  endsAt: number;
}

/** A GitHub App: its key, where it is installed, and the tokens of its installations, which are refused once they have ended. */
export class ForgeApp {
  readonly id = 4_711;
  readonly clientId = 'Iv23liForgeForgeForg';
  /** As GitHub hands it out. */
  readonly privateKey: string;
  readonly tokens: MadeToken[] = [];
  /** How long new tokens live, in milliseconds. */
  lifeMs = HOUR_MS;
  private readonly publicKey: KeyObject;
  private readonly installations: Installation[] = [];

  constructor(
    readonly slug: string,
    private readonly description: GithubDescription,
    private readonly repositories: ReadonlyMap<string, ForgeRepository>,
    private readonly webUrl: () => string,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.privateKey = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    this.publicKey = publicKey;
  }

  /** The name under which it commits and opens pull requests. */
  get login(): string {
    return `${this.slug}[bot]`;
  }

  /** As an owner does in the browser. */
  install(owner: string, { repositories = null, permissions = USUAL }: Partial<Installation> = {}): void {
    this.uninstall(owner);
    this.installations.push({ id: 100 + randomBytes(3).readUIntBE(0, 3), owner, repositories, permissions });
  }

  /** Its tokens end with it. */
  uninstall(owner: string): void {
    const index = this.installations.findIndex((each) => each.owner === owner);
    const [gone] = index < 0 ? [] : this.installations.splice(index, 1);
    for (const token of this.tokens) if (token.installation === gone?.id) token.endsAt = 0;
  }

  /** null: there is no such token, or it has ended. */
  find(token: string): MadeToken | null {
    return this.tokens.find((each) => each.token === token && each.endsAt > Date.now()) ?? null;
  }

  /** null: the request is not about Apps. @param authorization the header. */
  answer(request: ApiRequest, template: string, repository: string, authorization: string): ApiAnswer | null {
    if (template === '/users/{username}') return this.showUser(decodeURIComponent(request.path.split('/')[2] ?? ''));
    const isAsked = template.startsWith('/app') || template.endsWith('/installation');
    if (!isAsked) return null;
    if (!this.isProof(authorization)) return refusal(401, 'A JSON web token could not be decoded');
    if (template === '/app') return this.show();
    if (template.endsWith('/access_tokens')) return this.makeToken(request);
    const found = this.installations.find((each) => this.covers(each, repository));
    return found ? this.showInstallation(found) : refusal(404, 'Not Found');
  }

  /** Signed with the App's key, and of the present: GitHub takes one for ten minutes at most. */
  private isProof(authorization: string): boolean {
    const [head = '', body = '', signature = ''] = authorization.replace(/^bearer /i, '').split('.');
    const verify = createVerify('RSA-SHA256').update(`${head}.${body}`);
    if (!verify.verify(this.publicKey, signature, 'base64url')) return false;
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { iat: number; exp: number; iss: unknown };
    const now = Date.now() / 1_000;
    const isPresent = claims.iat <= now && claims.exp > now && claims.exp - now <= 600;
    return alg === 'RS256' && isPresent && [String(this.id), this.clientId].includes(String(claims.iss));
  }

  private show(): ApiAnswer {
    const names = { id: this.id, slug: this.slug, name: this.slug, client_id: this.clientId };
    const html_url = `${this.webUrl()}/apps/${this.slug}`;
    return { status: 200, body: { ...this.description.sample('integration'), ...names, html_url } };
  }

  private showUser(login: string): ApiAnswer {
    if (login !== this.login) return refusal(404, 'Not Found');
    const body = { ...this.description.sample('public-user'), login, id: userIdOf(login), type: 'Bot' };
    return { status: 200, body };
  }

  private showInstallation({ id, permissions, repositories }: Installation): ApiAnswer {
    const repository_selection = repositories ? 'selected' : 'all';
    const names = { id, app_id: this.id, app_slug: this.slug, permissions, repository_selection };
    return { status: 200, body: { ...this.description.sample('installation'), ...names } };
  }

  private makeToken({ path, body }: ApiRequest): ApiAnswer {
    const found = this.installations.find(({ id }) => id === Number(path.split('/')[3]));
    if (!found) return refusal(404, 'Not Found');
    const {
      repositories,
      repository_ids: ids,
      permissions = found.permissions,
    } = (body ?? {}) as {
      repositories?: string[];
      repository_ids?: number[];
      permissions?: Permissions;
    };
    const all = [...this.repositories.values()];
    const byId = ids?.map((id) => all.find((each) => each.id === id)?.fullName ?? '');
    const wanted = repositories?.map((name) => `${found.owner}/${name}`) ?? byId;
    const names = wanted ?? [...this.repositories.keys()];
    if (wanted?.some((name) => !this.covers(found, name))) {
      return refusal(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    const isGranted = Object.entries(permissions).every(
      ([name, level]) => LEVELS.indexOf(found.permissions[name] ?? '') >= LEVELS.indexOf(level),
    );
    if (!isGranted) return refusal(422, 'The permissions requested are not granted to this installation.');
    const token = `ghs_${randomBytes(27).toString('hex').slice(0, 36)}`;
    const endsAt = Date.now() + this.lifeMs;
    this.tokens.push({ token, installation: found.id, repositories: names, permissions, endsAt });
    const expires_at = new Date(endsAt).toISOString();
    return { status: 201, body: { token, expires_at, permissions, repository_selection: 'selected' } };
  }

  private covers({ owner, repositories }: Installation, name: string): boolean {
    const isOwners = name.split('/')[0] === owner && this.repositories.has(name);
    return isOwners && (repositories?.includes(name) ?? true);
  }
}
