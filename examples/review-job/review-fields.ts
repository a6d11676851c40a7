import { IsInt, Max, Min } from 'class-validator';

/** What a request for a review says beside what every job has. */
export class ReviewFields {
  /** The number of an open pull request of the job's repository. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  pullRequest!: number;
}
