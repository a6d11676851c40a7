import { signal } from '@preact/signals';

const SECOND = 1_000;

/** The time, for what shows how long something goes on; moves each second while the page can be seen. */
export const now = signal(Date.now());

setInterval(() => {
  if (document.visibilityState === 'visible') now.value = Date.now();
}, SECOND);
