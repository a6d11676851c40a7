/** More of a log is not read, in bytes: then it is the end of that. */
const MAX_BYTES = 64 * 1_048_576;
/** Before each line of a log of GitHub Actions. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z /gm;
/** Colours and the like. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** The last characters of a text that may be long, without times and colours; it is never held as a whole. */
export async function tailOf(body: ReadableStream<Uint8Array>, maxCharacters: number): Promise<string> {
  const decoder = new TextDecoder();
  // Twice as much, for what is taken out at the end.
  const room = maxCharacters * 2;
  let tail = '';
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-room);
    if (bytes > MAX_BYTES) break;
  }
  return tail.replace(TIME, '').replace(ESCAPES, '').slice(-maxCharacters);
}
