/** Resolves or rejects when all have settled: none of them runs on behind the back of who asked. The first failure in the list counts. */
export async function allOf<T extends readonly unknown[]>(
  tasks: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}
