import { AsyncLocalStorage } from 'node:async_hooks';

const quiet = new AsyncLocalStorage<true>();
let mutings = 0;
let original: typeof console.error | null = null;

/** Runs `work` with its console.error output discarded while muting is on. */
export function quietly<T>(work: () => T): T {
  return quiet.run(true, work);
}

/**
 * Turns muting for {@link quietly} on, and returns a function that turns it off. lite 0.10.0 writes every failed statement with
 * console.error; all other uses of console.error are unaffected.
 */
export function muteConsoleErrors(): () => void {
  if (mutings++ === 0) {
    const real = console.error;
    original = real;
    console.error = (...words: unknown[]) => {
      if (!quiet.getStore()) real.apply(console, words);
    };
  }
  let on = true;
  return () => {
    if (!on) return;
    on = false;
    if (--mutings === 0 && original) console.error = original;
  };
}
