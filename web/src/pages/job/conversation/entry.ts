import type { Message } from '../../../api/types.js';

export interface ToolResult {
  readonly text: string;
  readonly isError: boolean;
  /** The line that it came with. */
  readonly message: Message;
}

interface Base {
  readonly key: string;
  /** What it was read from. */
  readonly message: Message;
}

/** A piece of a conversation as it is shown. */
export type Entry = Base &
  (
    | { readonly kind: 'says' | 'person' | 'round' | 'thinks'; readonly text: string }
    | { readonly kind: 'note'; readonly text: string; readonly isBad: boolean }
    | {
        readonly kind: 'tool';
        readonly name: string;
        readonly input: Readonly<Record<string, unknown>>;
        readonly result: ToolResult | null;
      }
    | {
        readonly kind: 'check';
        /** It prepares the tree, and judges nothing. */
        readonly isSetup: boolean;
        readonly command: string;
        readonly output: string;
        /** null: it goes on. */
        readonly verdict: string | null;
      }
    /** A line too large to be sent whole. */
    | { readonly kind: 'cut'; readonly text: string }
  );

export type ToolEntry = Entry & { readonly kind: 'tool' };
export type CheckEntry = Entry & { readonly kind: 'check' };
