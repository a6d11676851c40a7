/** Strokes on a grid of 24. */
const PATHS = {
  board: 'M4 5h6v7H4zM14 5h6v4h-6zM14 13h6v6h-6zM4 16h6v3H4z',
  jobs: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  plus: 'M12 5v14M5 12h14',
  clients: 'M4 20V8l8-4 8 4v12M9 20v-6h6v6',
  usage: 'M5 20V11M12 20V4M19 20v-6',
  webhooks: 'M9 15l6-6M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2',
  keys: 'M14.5 9.5a4 4 0 1 0-3.6 4L13 16h2v2h2v2h3v-3l-5.6-5.6a4 4 0 0 0 .1-1.9z',
  audit: 'M7 3h8l4 4v14H7zM10 12h6M10 16h6',
  doctor: 'M3 12h4l3-7 4 14 3-7h4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  theme: 'M12 3a9 9 0 1 0 9 9 7 7 0 0 1-9-9z',
  leave: 'M14 4h5v16h-5M4 12h11M11 8l4 4-4 4',
  terminal: 'M5 6l6 6-6 6M13 18h6',
  edit: 'M4 20l1-4L16 5l3 3L8 19z',
  file: 'M7 3h7l4 4v14H7z',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5',
  check: 'M5 12l5 5 9-10',
  tool: 'M14 6a4 4 0 0 0 5 5l-9 9-4-4 9-9z',
  plug: 'M9 3v5M15 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v3',
  empty: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5',
  alert: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  offline: 'M4 4l16 16M8 12a6 6 0 0 1 2-1M5 9a10 10 0 0 1 3-2M19 9a10 10 0 0 0-7-3M12 18h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M9 11l5 5-5 5M17 21h6"
        fill="none"
        stroke="var(--accent-ink)"
        stroke-width="2.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
