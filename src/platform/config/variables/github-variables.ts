import { IsOptional } from 'class-validator';
import { Asked, Secret } from './declaration.js';
import { OwnerTokens } from '../forms/owner-tokens.js';
import { RsaPrivateKey } from '../forms/private-key.js';
import { Duration, type Milliseconds } from '../forms/duration.js';
import { HttpUrl, PrintableText, Text, WholeNumber } from '../forms/forms.js';

const SECRETS = /^[\x21-\x2b\x2d-\x7e]{16,200}(?:[\s,]+[\x21-\x2b\x2d-\x7e]{16,200}){0,9}$/;

/** GitHub: where repositories come from, and in whose name work goes back. */
export class GithubVariables {
  /**
   * Token for private repositories, for pushing and for pull requests, of every owner that has no
   * [token or installation](operations.md#github-credentials) of its own. With none of them only public repositories can be read.
   */
  @IsOptional()
  @Asked()
  @Secret()
  @PrintableText()
  readonly GITHUB_TOKEN: string | null = null;

  /**
   * Tokens of single owners, who take them before anything else: `{"acme": "github_pat_…", "globex": "github_pat_…"}`. Better
   * `GITHUB_TOKENS_FILE`, a file of mode 600 with this.
   */
  @IsOptional()
  @Secret('members')
  @OwnerTokens()
  readonly GITHUB_TOKENS: string | null = null;

  /** GitHub App whose installations give each repository a token of its own: its number or its client ID. */
  @IsOptional()
  @Text('the number or the client ID of a GitHub App', /^[A-Za-z0-9._-]{1,64}$/)
  readonly GITHUB_APP_ID: string | null = null;

  /** Private key of that App, in PEM form. Better `GITHUB_APP_PRIVATE_KEY_FILE`, the file that GitHub has made. */
  @IsOptional()
  @Secret('pem')
  @RsaPrivateKey()
  readonly GITHUB_APP_PRIVATE_KEY: string | null = null;

  /**
   * Secret of the [webhook at GitHub](from-github.md#set-up-the-webhook), such as from `openssl rand -hex 32`; several, separated by
   * commas, while it is replaced. Unset: the server takes nothing from GitHub, and looks every 10 minutes what became of open pull
   * requests.
   */
  @IsOptional()
  @Secret('list')
  @Text('1 to 10 secrets of 16 to 200 characters without spaces, separated by commas', SECRETS)
  readonly GITHUB_WEBHOOK_SECRET: string | null = null;

  /** REST API of GitHub. For GitHub Enterprise: `https://HOST/api/v3`. */
  @HttpUrl()
  readonly GITHUB_API_URL: string = 'https://api.github.com';

  /** Where `<owner>/<repository>.git` is cloned from and pushed to. For GitHub Enterprise: `https://HOST`. */
  @HttpUrl()
  readonly GITHUB_SERVER_URL: string = 'https://github.com';

  /**
   * How often in a row a job goes back to the queue because GitHub cannot be reached or limits us, before it fails. The default is
   * about five hours. What Claude did is kept meanwhile.
   */
  @WholeNumber(0, 1_000)
  readonly MAX_FORGE_REQUEUES: number = 24;

  /**
   * How long such a job waits the first time; the wait doubles each time, up to 15 minutes, and is longer if GitHub asks for it.
   * For as long, no other job starts.
   */
  @Duration()
  readonly FORGE_BACKOFF: Milliseconds = 60_000;

  /**
   * How much the files of [Git LFS](jobs.md#git-lfs) in one working tree may have together, in MB; larger ones stay pointers,
   * and a message of the job names them. The same holds for files that a job adds. `0` does without Git LFS.
   */
  @WholeNumber(0, 1_000_000)
  readonly LFS_MAX_MB: number = 1_024;

  /** Author and committer of the commits that the server makes. With a GitHub App the default is the App itself. */
  @Text('one line without < and >', /^[^<>\n]{1,100}$/)
  readonly GIT_AUTHOR_NAME: string = 'Claude Code Orchestrator';

  /** E-mail address of that author. */
  @Text('an e-mail address', /^[^<>\s]{1,200}$/)
  readonly GIT_AUTHOR_EMAIL: string = 'orchestrator@localhost';
}
