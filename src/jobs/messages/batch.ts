/** Most messages in a batch … */
export const BATCH_MESSAGES = 500;
/** … and most characters, except for a single longer message. */
export const BATCH_CHARS = 1_000_000;

/** How many of the first messages form a batch. */
export function batchLength(messages: readonly { readonly content: string }[]): number {
  let chars = 0;
  const end = messages.findIndex(({ content }, index) => {
    chars += content.length;
    return index > 0 && (index >= BATCH_MESSAGES || chars > BATCH_CHARS);
  });
  return end === -1 ? messages.length : end;
}
