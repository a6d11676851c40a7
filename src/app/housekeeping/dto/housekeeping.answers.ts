import { Count, Flag, Part } from '../../../http/description/fields.js';
import type { CloneCleaning } from '../clone-cleaner.js';
import type { DirectoryUsage } from '../disk-usage.js';
import type { HousekeepingReport } from '../housekeeping.service.js';

class CloneCleaningAnswer implements CloneCleaning {
  @Count()
  readonly refs!: number;

  @Count()
  readonly locks!: number;

  @Count()
  readonly leftovers!: number;

  @Count({ description: 'Clones that were repacked.' })
  readonly maintained!: number;

  @Count({ description: 'Clones of repositories that were removed or renamed.' })
  readonly removed!: number;
}

/** What one round removed. */
export class HousekeepingAnswer implements HousekeepingReport {
  @Count({ description: 'Jobs whose working tree or directory was removed.' })
  readonly jobs!: number;

  @Count({ description: 'Sessions of Claude that follow-ups could have gone on from.' })
  readonly sessions!: number;

  @Count({ description: 'The same for jobs that the store does not know.' })
  readonly unknown!: number;

  @Count({ description: 'Short-lived files and sockets that a crash left behind.' })
  readonly temporary!: number;

  @Part(() => CloneCleaningAnswer)
  readonly clones!: CloneCleaningAnswer;

  @Count({ description: 'Kept results of setup commands.' })
  readonly setups!: number;

  @Count()
  readonly messages!: number;

  @Count({ description: 'What jobs changed, as it was kept for readers.' })
  readonly diffs!: number;

  @Count({ description: 'Files that jobs left for people.' })
  readonly artifacts!: number;

  @Count({ description: 'Deliveries of webhooks.' })
  readonly deliveries!: number;

  @Count({ description: 'Deliveries of GitHub.' })
  readonly github_deliveries!: number;

  @Count({ description: 'Jobs whose `env` was dropped.' })
  readonly env!: number;
}

class DirectoryUsageAnswer implements DirectoryUsage {
  @Count()
  readonly bytes!: number;

  @Count({ description: 'Entries directly in the directory.' })
  readonly entries!: number;

  @Count({ description: 'Free bytes on its disk; null: there is no such directory.', nullable: true })
  readonly free_bytes!: number | null;

  @Flag({ description: 'false: time ran out, and `bytes` covers only what was scanned.' })
  readonly complete!: boolean;
}

class UnknownRemainsAnswer {
  @Count()
  readonly worktrees!: number;

  @Count()
  readonly job_folders!: number;
}

class DatabaseUsageAnswer {
  @Count({ description: 'null: not known.', nullable: true })
  readonly bytes!: number | null;
}

export class DiskAnswer {
  @Part(() => DirectoryUsageAnswer)
  readonly repos!: DirectoryUsageAnswer;

  @Part(() => DirectoryUsageAnswer)
  readonly worktrees!: DirectoryUsageAnswer;

  @Part(() => DirectoryUsageAnswer, { description: 'The part of `worktrees` that is kept results of setup commands.' })
  readonly setup_cache!: DirectoryUsageAnswer;

  @Part(() => DirectoryUsageAnswer)
  readonly job_folders!: DirectoryUsageAnswer;

  @Count()
  readonly kept_failed_trees!: number;

  @Part(() => UnknownRemainsAnswer)
  readonly unknown!: UnknownRemainsAnswer;

  @Part(() => DatabaseUsageAnswer)
  readonly database!: DatabaseUsageAnswer;
}
