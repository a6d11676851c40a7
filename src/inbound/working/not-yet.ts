/** What a delivery asks for cannot be decided yet. */
export class NotYet extends Error {
  override readonly name = 'NotYet';

  constructor(
    reason: string,
    /** After which it is looked at again. */
    readonly seconds: number,
  ) {
    super(reason);
  }
}
