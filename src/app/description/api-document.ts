import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { makeDocument } from './make-document.js';

/** The description of the API of this server, its extensions included. */
@Injectable()
export class ApiDocument {
  private app: INestApplicationContext | null = null;
  private made: string | null = null;

  /** To be called once the application is made: only it knows all controllers. */
  describe(app: INestApplicationContext): void {
    this.app = app;
  }

  /** As JSON; made when somebody asks for the first time. */
  get json(): string {
    if (this.app === null) throw new Error('The application is not described yet');
    return (this.made ??= JSON.stringify(makeDocument(this.app, ownVersion())));
  }
}

/** As package.json has it. */
export function ownVersion(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
