import { Matches } from 'class-validator';

/** What a request for release notes says beside what every job has. */
export class ReleaseNotesFields {
  /** The version that is about to be released, such as `1.4.0`. */
  @Matches(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, { message: 'version must be three numbers, such as 1.4.0' })
  version!: string;
}
