import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Env } from '../../platform/config/env.js';
import { AuditRepository } from './audit.repository.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Removes entries after `RETAIN_AUDIT_DAYS`. */
@Injectable()
export class AuditCleaner {
  private readonly logger = new Logger(AuditCleaner.name);

  constructor(
    private readonly repository: AuditRepository,
    private readonly env: Env,
  ) {}

  @Interval(HOUR_MS)
  async clean(): Promise<void> {
    try {
      await this.repository.removeOlderThan(new Date(Date.now() - this.env.RETAIN_AUDIT_DAYS * DAY_MS));
    } catch (error) {
      this.logger.warn(`old entries of the audit log cannot be removed now: ${String(error)}`);
    }
  }
}
