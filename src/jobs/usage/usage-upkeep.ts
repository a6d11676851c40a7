import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { isNamed, USAGE_GROUPS } from './usage-group.js';
import { UsageNames } from './usage-names.js';
import { UsageRepository } from './usage.repository.js';

const HOUR_MS = 3_600_000;
/** How far back each round looks at the names, in milliseconds: what is removed later keeps them. */
const RECENT_MS = 172_800_000;

/** Keeps reports fast, and names known, every hour. */
@Injectable()
export class UsageUpkeep {
  private readonly logger = new Logger(UsageUpkeep.name);

  constructor(
    private readonly ledger: UsageRepository,
    private readonly names: UsageNames,
  ) {}

  @Interval(HOUR_MS)
  async hourly(): Promise<void> {
    await this.run().catch((error: unknown) =>
      this.logger.warn(`the upkeep of the ledger failed, and runs again in an hour: ${String(error)}`),
    );
  }

  /** Notes the names of what was used lately, and makes sums of the days that are over. */
  async run(): Promise<void> {
    const to = new Date();
    const range = { from: new Date(to.getTime() - RECENT_MS), to };
    for (const group of USAGE_GROUPS.filter(isNamed)) {
      await this.names.of(await this.ledger.sums(range, group, null), group);
    }
    await this.ledger.seal();
  }
}
