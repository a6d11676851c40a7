import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { kept, type Remains, Shutdown } from '../common/shutdown.js';
import { Env } from '../config/env.js';
import { UnsavedFile } from '../store/unsaved-file.js';
import type { AuditEntry, WaitingAuditEntry } from './audit-entry.js';
import { AuditRepository } from './audit.repository.js';

const WRITE_MS = 1_000;
const BATCH = 500;
/** Entries that wait for a store that is away: about 3 MB. */
const MAX_WAITING = 10_000;
/** How long the server's stop waits for the last entries, in milliseconds. */
const STOP_PATIENCE_MS = 3_000;

/** Entries on their way to the store: no request waits for it, and none fails by it. */
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
    shutdown.addHolder(() => this.putAway());
  }

  /** What the last stop could not store. @throws StoreUnavailableError while the store is away. */
  async onApplicationBootstrap(): Promise<void> {
    await this.unsaved.giveTo((entries) => this.append(entries));
  }

  record(entry: AuditEntry): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push({ ...entry, id: randomUUID() });
    else this.lost += 1;
  }

  /** Writes what waits; whoever calls meanwhile shares the writing that is under way. Never throws. */
  @Interval(WRITE_MS)
  write(): Promise<void> {
    this.writing ??= this.drain().finally(() => (this.writing = null));
    return this.writing;
  }

  /** HTTP is closed by now, so these are the last; the store is closed after this. */
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
      if (this.lost > 0) this.logger.error(`${this.lost} entries of the audit log were lost while the store was away`);
      this.lost = 0;
    } catch (error) {
      this.logger.warn(`${this.waiting.length} entries of the audit log wait: ${String(error)}`);
    }
  }

  /** Takes from `entries` what is stored. */
  private async append(entries: WaitingAuditEntry[]): Promise<void> {
    while (entries.length > 0) {
      const batch = entries.slice(0, BATCH);
      await this.repository.append(batch);
      entries.splice(0, batch.length);
    }
  }

  private putAway(): Remains | null {
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
