const MAX_BYTES = 200;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N} ._()+,@=&-]{0,99}$/u;

/**
 * Whether a file can have this name on any system, and in any sentence: it leads nowhere, hides nothing, needs no quotes and is no
 * option of a command.
 */
export function isFileName(name: unknown): name is string {
  return typeof name === 'string' && NAME.test(name) && !/[. ]$/.test(name) && Buffer.byteLength(name) <= MAX_BYTES;
}
