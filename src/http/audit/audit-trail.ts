import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { kept, type Remains, Shutdown } from '../../platform/shutdown/shutdown.js';
import { Env } from '../../platform/config/env.js';
import { UnsavedFile } from '../../platform/shutdown/unsaved-file.js';
import type { AuditEntry, WaitingAuditEntry } from './audit-entry.js';
import { AuditRepository } from './audit.repository.js';

const WRITE_MS = 1_000;
const BATCH = 500;
/** How many entries wait while the store is away: about 3 MB. */
const MAX_WAITING = 10_000;
/** How long a stop of the server waits for the last entries, in milliseconds. */
const STOP_PATIENCE_MS = 3_000;

/** Entries on their way to the store. No request waits for the store here, or fails because of it. */
@Injectable()
export class AuditTrail implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(AuditTrail.name);
  private readonly unsaved: UnsavedFile<WaitingAuditEntry>;
  private waiting: WaitingAuditEntry[] = [];
  private lost = 0;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly repository: AuditRepository,
    private readonly shutdown: Shutdown,
    env: Env,
  ) {
    this.unsaved = new UnsavedFile(env.DATA_DIR, 'audit', isEntry);
    shutdown.addHolder(() => this.keepUnsaved());
  }

  /** Stores what the last stop could not store. @throws StoreUnavailableError while the store is away. */
  async onApplicationBootstrap(): Promise<void> {
    await this.unsaved.passTo((entries) => this.append(entries));
  }

  record(entry: AuditEntry): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push({ ...entry, id: randomUUID() });
    else this.lost += 1;
  }

  /** Writes what waits. Concurrent calls share one write. Never throws. */
  @Interval(WRITE_MS)
  write(): Promise<void> {
    this.writing ??= this.drain().finally(() => (this.writing = null));
    return this.writing;
  }

  /** HTTP is already closed, so these are the last entries; the store closes afterwards. */
  async onApplicationShutdown(): Promise<void> {
    if (this.shutdown.abandoned.aborted) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, STOP_PATIENCE_MS);
    });
    await Promise.race([this.write().then(() => this.write()), late]);
    clearTimeout(timer);
  }

  private async drain(): Promise<void> {
    try {
      await this.append(this.waiting);
      if (this.lost > 0) this.logger.error(`lost ${this.lost} entries of the audit log while the store was away`);
      this.lost = 0;
    } catch (error) {
      this.logger.warn(`${this.waiting.length} entries of the audit log are waiting for the store: ${String(error)}`);
    }
  }

  /** Stores the entries and removes the stored ones from `entries`. */
  private async append(entries: WaitingAuditEntry[]): Promise<void> {
    while (entries.length > 0) {
      const batch = entries.slice(0, BATCH);
      await this.repository.append(batch);
      entries.splice(0, batch.length);
    }
  }

  private keepUnsaved(): Remains | null {
    const count = this.waiting.length;
    const remains =
      count === 0 ? null : kept(`${count} entries of the audit log`, () => this.unsaved.keep(this.waiting));
    if (this.lost === 0) return remains;
    return { what: `${this.lost} entries of the audit log, beyond ${count} that waited`, fate: 'lost' };
  }
}

function isEntry(value: unknown): value is WaitingAuditEntry {
  const { id, at } = (value ?? {}) as WaitingAuditEntry;
  return typeof id === 'string' && typeof at === 'string';
}
