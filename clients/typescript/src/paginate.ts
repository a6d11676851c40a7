import type { paths } from './schema.js';

/** What a list answers. */
interface Page {
  readonly next_cursor: string | null;
}

type AnswerOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? Omit<NonNullable<Query>, 'cursor' | 'offset'>
  : never;
/** Paths of lists with cursors. */
type ListPath = { [Path in keyof paths]: AnswerOf<Path> extends Page ? Path : never }[keyof paths];
type ItemOf<
  Path extends ListPath,
  Key extends keyof AnswerOf<Path>,
> = AnswerOf<Path>[Key] extends readonly (infer Item)[] ? Item : never;

/** Reads a list to its end, page by page: `for await (const job of client.paginate('/queue', 'queued'))`. @throws ApiError. */
export type Paginate = <Path extends ListPath, Key extends keyof AnswerOf<Path>>(
  path: Path,
  key: Key,
  query?: QueryOf<Path>,
) => AsyncGenerator<ItemOf<Path, Key>, void, void>;

type ReadPage = (path: never, init: never) => Promise<unknown>;

export function paginate(get: unknown): Paginate {
  const readPage = get as ReadPage;
  async function* items(path: string, key: string, query: object = {}): AsyncGenerator<unknown, void, void> {
    let cursor: string | null = null;
    do {
      const init = { params: { query: cursor === null ? query : { ...query, cursor } } };
      const page = (await readPage(path as never, init as never)) as Page & Record<string, readonly unknown[]>;
      yield* page[key] ?? [];
      cursor = page.next_cursor;
    } while (cursor !== null);
  }
  return items as unknown as Paginate;
}
