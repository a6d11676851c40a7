/** The database has tables that the server cannot work with. Nothing was changed. */
export class UnfitDatabaseError extends Error {
  override readonly name = 'UnfitDatabaseError';

  /** @param problems a sentence each, all of them. */
  constructor(readonly problems: readonly string[]) {
    super(`The database cannot be used as it is: ${problems.join('; ')}`);
  }
}
