import {
  observeWindowOffset,
  observeWindowRect,
  type VirtualItem,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** A guess in pixels for what was not measured yet. */
const HEIGHT = 56;

export interface VirtualList {
  readonly list: RefObject<HTMLOListElement | null>;
  readonly items: readonly VirtualItem[];
  readonly height: number;
  /** Where the list begins in the page, which items count from. */
  readonly margin: number;
  readonly measure: (element: HTMLElement | null) => void;
}

/** The items of a long list that can be seen now; the window scrolls. */
export function useVirtual(count: number, keyOf: (index: number) => string): VirtualList {
  const [, redraw] = useReducer((round: number) => round + 1, 0);
  const list = useRef<HTMLOListElement>(null);
  const margin = useRef(0);
  const made = useRef<Virtualizer<Window, HTMLElement>>(undefined);
  const options = {
    count,
    getScrollElement: (): Window => window,
    estimateSize: () => HEIGHT,
    getItemKey: keyOf,
    overscan: 6,
    scrollMargin: margin.current,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    initialOffset: () => window.scrollY,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    onChange: () => redraw(undefined),
  };
  const virtualizer = (made.current ??= new Virtualizer<Window, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), []);
  useLayoutEffect(() => {
    const top = Math.round((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    if (top !== margin.current) {
      margin.current = top;
      redraw(undefined);
    }
    virtualizer._willUpdate();
  });
  return {
    list,
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    margin: margin.current,
    measure: virtualizer.measureElement,
  };
}
