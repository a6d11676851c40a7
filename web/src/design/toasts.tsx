import { signal } from '@preact/signals';

const SHOWN_MS = 5_000;

interface Toast {
  readonly id: number;
  readonly text: string;
}

const toasts = signal<readonly Toast[]>([]);
let count = 0;

/** Says for some seconds that something was done. */
export function toast(text: string): void {
  const id = (count += 1);
  toasts.value = [...toasts.peek(), { id, text }];
  setTimeout(() => (toasts.value = toasts.peek().filter((each) => each.id !== id)), SHOWN_MS);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text }) => (
        <div key={id} class="notice green">
          {text}
        </div>
      ))}
    </div>
  );
}
