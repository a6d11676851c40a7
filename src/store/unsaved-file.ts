import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { codeOf, StoreError } from './store-error.js';

const VERSION = 1;

/** The first line; a file with fewer rows than it says was cut. */
interface Heading {
  readonly unsaved: string;
  readonly version: number;
  readonly rows: number;
}

/**
 * What a server still had in memory for a store that was away when it had to end: `unsaved-<name>.jsonl` in DATA_DIR, one
 * row a line, for its next start. Only the holder of the folder's lock may use it.
 */
export class UnsavedFile<Row> {
  private readonly logger = new Logger('Unsaved');
  readonly path: string;

  /** @param isRow whether a line that was read is one: the file may be somebody else's. */
  constructor(
    dataDir: string,
    private readonly name: string,
    private readonly isRow: (value: unknown) => value is Row,
  ) {
    this.path = join(dataDir, `unsaved-${name}.jsonl`);
  }

  /**
   * Writes all of them (mode 0600) to the disk, or nothing. Synchronous: the process ends right after, whatever else is
   * under way. A file that is there already was taken by the store: it is replaced.
   * @throws the system's error.
   */
  keep(rows: readonly Row[]): void {
    const draft = `${this.path}.draft`;
    const heading: Heading = { unsaved: this.name, version: VERSION, rows: rows.length };
    try {
      rmSync(draft, { force: true });
      writeLines(draft, [heading, ...rows]);
      renameSync(draft, this.path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    const folder = openSync(dirname(this.path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  /**
   * Has `store`, for which a repetition must be harmless, take the rows in their order, and removes the file. What cannot be
   * read, or is refused for good, is set aside under another name and told in the log.
   * @throws what `store` throws while the database is away; the file stays.
   */
  async giveTo(store: (rows: Row[]) => Promise<void>): Promise<void> {
    const rows = await this.read();
    if (rows === null) return;
    try {
      await store(rows);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return this.setAside(`the database refuses it: ${error.message}`);
    }
    await rm(this.path, { force: true }).catch((error: unknown) => {
      this.logger.warn(`${this.path} is stored, but cannot be removed: ${String(error)}`);
    });
  }

  /** null: there is none, or none that is of use. */
  private async read(): Promise<Row[] | null> {
    try {
      const [heading, ...rows] = (await readFile(this.path, 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown);
      if (this.isOurs(heading, rows.length) && rows.every(this.isRow)) return rows;
      await this.setAside('it is damaged, or not from this server');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      // JSON.parse quotes what it was given.
      await this.setAside(codeOf(error) ?? 'it is damaged');
    }
    return null;
  }

  private isOurs(heading: unknown, rows: number): boolean {
    const { unsaved, version, rows: announced } = (heading ?? {}) as Partial<Heading>;
    return unsaved === this.name && version === VERSION && announced === rows;
  }

  private async setAside(why: string): Promise<void> {
    const aside = `${this.path}.${new Date().toISOString().replaceAll(':', '')}.unusable`;
    const where = await rename(this.path, aside).then(
      () => `it is kept as ${aside}`,
      (error: unknown) => `it stays where it is (${codeOf(error) ?? String(error)})`,
    );
    this.logger.error(`${this.path} cannot be stored: ${why}; ${where}`);
  }
}

function writeLines(path: string, lines: readonly unknown[]): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (const line of lines) writeFileSync(file, `${JSON.stringify(line)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
