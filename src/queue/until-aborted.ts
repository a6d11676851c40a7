/** Resolves with the task, with the signal, or after `ms`, whichever comes first. @throws what the task throws before. */
export async function untilAborted(task: Promise<void>, signal: AbortSignal, ms: number): Promise<void> {
  if (signal.aborted) return;
  const either = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  const over = new Promise<void>((resolve) => either.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([task, over]);
}
