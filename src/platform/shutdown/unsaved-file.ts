import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Logger } from '@nestjs/common';
import { codeOf, StoreError } from '../store/store-error.js';

const VERSION = 1;

/** The first line. A file with fewer rows than it says was truncated. */
interface Heading {
  readonly unsaved: string;
  readonly version: number;
  readonly rows: number;
}

/**
 * Rows that the server could not store before it had to end, kept for its next start: `unsaved-<name>.jsonl` in DATA_DIR, one row
 * per line. Only the holder of the directory's lock may use it.
 */
export class UnsavedFile<Row> {
  private readonly logger = new Logger('Unsaved');
  readonly path: string;

  /** @param isRow validates the lines that are read: the file may have another origin. */
  constructor(
    dataDir: string,
    private readonly name: string,
    private readonly isRow: (value: unknown) => value is Row,
  ) {
    this.path = join(dataDir, `unsaved-${name}.jsonl`);
  }

  /**
   * Writes all rows (mode 0600) to the disk, or nothing. Synchronous, because the process ends right after. Replaces an existing
   * file, whose rows are already stored.
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
    const directory = openSync(dirname(this.path), 'r');
    fsyncSync(directory);
    closeSync(directory);
  }

  /**
   * Passes the rows in order to `store`, for which repetition must be harmless, and removes the file. A file that cannot be read,
   * or that the database refuses, is renamed and reported in the log.
   * @throws what `store` throws while the database is unavailable; the file stays.
   */
  async passTo(store: (rows: Row[]) => Promise<void>): Promise<void> {
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

  /** null: there is no file, or no usable one. */
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
      // The message of JSON.parse quotes its input.
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
      (error: unknown) => `it cannot be renamed (${codeOf(error) ?? String(error)})`,
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
