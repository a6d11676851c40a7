import { Injectable } from '@nestjs/common';
import { Env } from './env.js';

/** In whose name commits are made. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

const BY_DEFAULT = new Env();

/** Author and committer of the commits of this server: whom the operator has named, else the GitHub App, once it is known. */
@Injectable()
export class CommitAuthor {
  private app: Author | null = null;

  constructor(private readonly env: Env) {}

  get current(): Author {
    const { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email } = this.env;
    return this.isNamed ? { name, email } : (this.app ?? { name, email });
  }

  /** As git takes it with `-c`. */
  get config(): Readonly<Record<string, string>> {
    const { name, email } = this.current;
    return { 'user.name': name, 'user.email': email };
  }

  /** Whether the operator has named an author. */
  get isNamed(): boolean {
    const { GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL } = this.env;
    return GIT_AUTHOR_NAME !== BY_DEFAULT.GIT_AUTHOR_NAME || GIT_AUTHOR_EMAIL !== BY_DEFAULT.GIT_AUTHOR_EMAIL;
  }

  /** From now on commits appear as this App, unless the operator has named an author. */
  appearAs(app: Author): void {
    this.app = app;
  }
}
