import { SharedRun } from './shared-run.js';

interface WaitingFetch {
  readonly run: SharedRun<void>;
  /** null: everything. */
  branches: ReadonlySet<string> | null;
}

/** Does the fetch; it calls `start` right before the download, which says what to fetch, and is joined by nobody from then on. */
type FetchTask = (signal: AbortSignal, start: () => readonly string[] | null) => Promise<void>;

/** Fetches that have not started yet, at most one for each clone: whoever comes adds what it needs. */
export class SharedFetches {
  private readonly waiting = new Map<string, WaitingFetch>();

  /** Resolves when `branches` (null: everything) were fetched by a fetch that began after this call. */
  async join(path: string, branches: readonly string[] | null, signal: AbortSignal, task: FetchTask): Promise<void> {
    const found = this.waiting.get(path);
    if (found && !found.run.abandoned) {
      found.branches = found.branches && branches && new Set([...found.branches, ...branches]);
      return found.run.join(signal);
    }
    const fetch: WaitingFetch = {
      branches: branches && new Set(branches),
      run: new SharedRun((shared) =>
        task(shared, () => {
          this.forget(path, fetch);
          return fetch.branches && [...fetch.branches];
        }),
      ),
    };
    this.waiting.set(path, fetch);
    return fetch.run.join(signal).finally(() => {
      if (fetch.run.abandoned) this.forget(path, fetch);
    });
  }

  private forget(path: string, fetch: WaitingFetch): void {
    if (this.waiting.get(path) === fetch) this.waiting.delete(path);
  }
}
