/** An object and where it ends, or how many bytes are needed to know. */
type Look = { readonly id: string; readonly content: Buffer; readonly end: number } | { readonly needed: number };

/**
 * The objects in the output of `git cat-file --batch`, in order: their ids and their bytes, one character each.
 * @throws Error for an object that git does not have.
 */
export async function* objectsIn(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly [id: string, text: string]> {
  let parts: Buffer[] = [];
  let length = 0;
  let needed = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    // Joined only when an object is whole: a large one comes in many chunks.
    if (length < needed) continue;
    let rest = Buffer.concat(parts);
    for (;;) {
      const look = lookAt(rest);
      if ('needed' in look) {
        needed = look.needed;
        break;
      }
      yield [look.id, look.content.toString('latin1')];
      rest = rest.subarray(look.end);
    }
    parts = [rest];
    length = rest.length;
  }
}

/** `<id> <type> <size>`, a line end, the bytes, a line end. */
function lookAt(bytes: Buffer): Look {
  const headEnd = bytes.indexOf('\n');
  if (headEnd < 0) return { needed: bytes.length + 1 };
  const [id = '', type, size] = bytes.toString('latin1', 0, headEnd).split(' ');
  if (size === undefined) throw new Error(`git has no object ${id} (${type ?? 'no reason'})`);
  const end = headEnd + 1 + Number(size) + 1;
  if (bytes.length < end) return { needed: end };
  return { id, content: bytes.subarray(headEnd + 1, end - 1), end };
}
