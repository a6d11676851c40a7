/** A batch has this many messages at most … */
export const BATCH_MESSAGES = 100;
/** … and this many characters, but for a single longer one. */
export const BATCH_CHARS = 1_000_000;

/** How many of the first messages are written at one time. */
export function batchLength(messages: readonly { readonly content: string }[]): number {
  let chars = 0;
  const end = messages.findIndex(({ content }, index) => {
    chars += content.length;
    return index > 0 && (index >= BATCH_MESSAGES || chars > BATCH_CHARS);
  });
  return end === -1 ? messages.length : end;
}
