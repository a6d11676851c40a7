/** An event of a stream, or what came without one. */
export interface ServerSentEvent {
  /** null: only the other fields came. */
  readonly event: string | null;
  readonly data: string;
  /** null: the last one stays. */
  readonly id: string | null;
  /** In milliseconds; null: as before. */
  readonly retry: number | null;
}

/** The server sends something every 15 seconds. */
const SILENCE_MS = 45_000;

/** The events of a response, until it ends or its connection breaks or falls silent. @throws the signal's reason when it is aborted. */
export async function* serverSentEvents(
  response: Response,
  signal?: AbortSignal,
): AsyncGenerator<ServerSentEvent, void, void> {
  if (response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await readOrFail(reader);
      if (done) return;
      const blocks = `${rest}${value}`.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) yield toEvent(block);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

type Reader = ReadableStreamDefaultReader<string>;

async function readOrFail(reader: Reader): Promise<ReadableStreamReadResult<string>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream fell silent')), SILENCE_MS);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** The server writes each field on one line. */
function toEvent(block: string): ServerSentEvent {
  const field = (name: string): string | null => {
    const line = block.split('\n').find((each) => each.startsWith(`${name}: `));
    return line === undefined ? null : line.slice(name.length + 2);
  };
  const retry = field('retry');
  return {
    event: field('event'),
    data: field('data') ?? '',
    id: field('id'),
    retry: retry === null ? null : Number(retry),
  };
}
