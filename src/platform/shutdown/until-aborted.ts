/** Resolves when the task ends, the signal is aborted, or `ms` have passed, whichever comes first. @throws what the task throws before that. */
export async function untilAborted(task: Promise<unknown>, signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return;
  const either = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  const over = new Promise<void>((resolve) => either.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([task, over]);
}
