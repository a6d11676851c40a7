import { RequestError } from '@octokit/request-error';
import { JobFailure } from '../../platform/errors/job-failure.js';
import type { Redactor } from '../../platform/redaction/redactor.js';
import { fullName } from '../../git/repository-ref.js';
import { toGithubFailure, wordsOf } from '../github-failure.js';
import type { GithubApp, InstallationToken, RepositoryName, TokenPurpose } from './github-app.js';

/** A token is renewed this long before its end, or after half of its life if that is shorter; in milliseconds. */
const RENEWED_BEFORE_MS = 300_000;
const LONGEST_LIFE_MS = 3_600_000;
/** For how long an owner without an installation is not asked about again where another credential serves instead. */
const ABSENT_MS = 30_000;
/** Far more than can be in use at once; ended ones are dropped first. */
const MAX_TOKENS = 10_000;

const WANTED: Readonly<Record<TokenPurpose, string>> = {
  work: 'The permissions Contents and Pull requests: read and write are',
  workflows: 'The work changes files in .github/workflows, and the permission Workflows: read and write is',
  checks: 'The permissions Checks and Actions: read are',
};
const ATTEMPT = { failed: 'No token of the GitHub App', forbidden: 'may not make tokens' };

/** The tokens of the App's installations, one for each repository, in memory alone. The redactor learns each before it is used. */
export class InstallationTokens {
  private readonly tokens = new Map<string, InstallationToken>();
  private readonly installations = new Map<string, number>();
  private readonly absent = new Map<string, number>();
  private readonly pending = new Map<string, Promise<string | null>>();

  constructor(
    private readonly app: GithubApp,
    private readonly redactor: Redactor,
    /** Told of each new token. */
    private readonly onToken: (token: string) => Promise<void>,
  ) {}

  /**
   * A token that is good for some minutes; null: the App is not installed for the repository. Those who ask at once share a request.
   * @throws JobFailure when GitHub refuses it or cannot be reached.
   */
  find(repository: RepositoryName, purpose: TokenPurpose): Promise<string | null> {
    const key = keyOf(repository, purpose);
    const known = this.tokens.get(key);
    if (known && isFresh(known)) return Promise.resolve(known.token);
    const pending = this.pending.get(key);
    if (pending) return pending;
    const made = this.make(repository, purpose, key).finally(() => this.pending.delete(key));
    this.pending.set(key, made);
    return made;
  }

  /** Whether GitHub said lately that the App is not installed for the repository. */
  isKnownAbsent(repository: RepositoryName): boolean {
    const at = this.absent.get(fullName(repository).toLowerCase());
    return at !== undefined && performance.now() - at < ABSENT_MS;
  }

  /** The next one is made anew. */
  forget(token: string): void {
    for (const [key, each] of this.tokens) if (each.token === token) this.tokens.delete(key);
  }

  private async make(repository: RepositoryName, purpose: TokenPurpose, key: string): Promise<string | null> {
    try {
      const made = await this.ask(repository, purpose);
      if (made === null) return null;
      // GitHub's clock may be another one.
      this.redactor.learn(made.token, new Date(Math.max(made.endsAt.getTime(), Date.now() + LONGEST_LIFE_MS)));
      this.keep(key, made);
      await this.onToken(made.token);
      return made.token;
    } catch (error) {
      throw this.explained(error, repository, purpose);
    }
  }

  /** An installation may have been removed, or made anew under another id. */
  private async ask(repository: RepositoryName, purpose: TokenPurpose): Promise<InstallationToken | null> {
    const name = fullName(repository).toLowerCase();
    const known = this.installations.get(name);
    if (known !== undefined) {
      try {
        return await this.app.tokenFor(known, repository, purpose);
      } catch (error) {
        if (!(error instanceof RequestError) || error.status !== 404) throw error;
        this.installations.delete(name);
      }
    }
    const found = await this.app.installationFor(repository);
    if (found === null) {
      this.absent.set(name, performance.now());
      return null;
    }
    this.absent.delete(name);
    this.installations.set(name, found);
    return this.app.tokenFor(found, repository, purpose);
  }

  private keep(key: string, made: InstallationToken): void {
    if (this.tokens.size >= MAX_TOKENS) {
      for (const [other, each] of this.tokens) if (!isFresh(each)) this.tokens.delete(other);
    }
    this.tokens.set(key, made);
  }

  private explained(error: unknown, repository: RepositoryName, purpose: TokenPurpose): JobFailure {
    const where = fullName(repository);
    const words = error instanceof RequestError ? wordsOf(error) : '';
    if (/permissions requested are not granted/i.test(words)) {
      const sentence = `${WANTED[purpose]} not granted to the ${this.app.name} for ${where}. Grant it in the settings of the App, and let the owner accept it.`;
      return new JobFailure(sentence, { cause: error, code: 'forge_refused' });
    }
    if (error instanceof RequestError && error.status === 401) {
      const sentence = `GitHub does not accept the key of the ${this.app.name}: GITHUB_APP_ID or GITHUB_APP_PRIVATE_KEY is wrong, or the key was deleted at GitHub.`;
      return new JobFailure(sentence, { cause: error, code: 'forge_refused' });
    }
    const credential = this.app.name;
    return toGithubFailure(error, ATTEMPT, repository, { redactor: this.redactor, credential });
  }
}

function keyOf(repository: RepositoryName, purpose: TokenPurpose): string {
  return `${fullName(repository).toLowerCase()}${purpose === 'work' ? '' : ` ${purpose}`}`;
}

function isFresh({ madeAt, endsAt }: InstallationToken): boolean {
  const life = endsAt.getTime() - madeAt.getTime();
  return endsAt.getTime() - Date.now() > Math.min(RENEWED_BEFORE_MS, life / 2);
}
