import { DIFF_STATUSES, type DiffFile, type DiffStatus } from '../../../git/diffs/work-diff.js';
import { Count, Flag, Moment, OneOf, Parts, Text } from '../../../http/description/fields.js';
import type { JobDiff } from '../job-diff.repository.js';

class DiffFileAnswer implements DiffFile {
  @Text()
  readonly path!: string;

  @Text({ description: 'What a renamed file was called; null: it kept its name.', nullable: true })
  readonly previous_path!: string | null;

  @OneOf(DIFF_STATUSES, { description: 'A change of the mode or kind alone is `modified`.' })
  readonly status!: DiffStatus;

  @Count({ description: 'Lines; null: the file is binary.', nullable: true })
  readonly additions!: number | null;

  @Count({ description: 'Lines; null: the file is binary.', nullable: true })
  readonly deletions!: number | null;
}

export class JobDiffAnswer implements JobDiff {
  @Parts(() => DiffFileAnswer, { description: 'At most 3,000.' })
  readonly files!: DiffFileAnswer[];

  @Text({ description: 'As git writes it, without secrets; at most 1 MB.' })
  readonly patch!: string;

  @Flag({ description: 'Files are missing in `files`, or changes in `patch`: there was more than is kept.' })
  readonly truncated!: boolean;

  @Text({
    description: 'The commit where the job started; null: nothing was collected yet, or it was removed.',
    nullable: true,
  })
  readonly base_sha!: string | null;

  @Text({ description: 'The commit that has the work; null: no commit has it.', nullable: true })
  readonly head_sha!: string | null;

  @Moment({ description: 'null: nothing was collected yet, or it was removed with the messages.', nullable: true })
  readonly collected_at!: string | null;
}
