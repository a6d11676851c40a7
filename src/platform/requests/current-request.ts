import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `task`, and all that it awaits, on behalf of the request with this id. */
export function onBehalfOf<Result>(requestId: string, task: () => Result): Result {
  return current.run(requestId, task);
}

/** Runs `task` on behalf of nobody: what it starts outlives the request. */
export function onBehalfOfNobody<Result>(task: () => Result): Result {
  return current.exit(task);
}

/** The id of the request that the current code works for; null: it works for none. */
export function currentRequestId(): string | null {
  return current.getStore() ?? null;
}
