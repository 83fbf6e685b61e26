const paths = {
  search: 'M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9Zm3.3-1.2 3.2 3.2',
  sun: 'M8 10.5a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8Z',
  screen: 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  pause: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.5 6v4M9.5 6v4',
  flag: 'M3.5 14V2.5M3.5 3h8.2l-1.7 3 1.7 3H3.5',
  warning: 'M8 2.3 14.2 13H1.8L8 2.3ZM8 6.5V9M8 11.1v.1',
  branch:
    'M4.5 5.5v5M4.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 5.5c0 3-3 2.5-5.5 4',
  merge:
    'M4.5 5.5v5M4.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM11.5 11a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 5.5c0 3 2.5 4 5.5 4',
  receipt: 'M3.5 2.5h9v11l-1.5-1-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1zM5.8 7.2l1.5 1.5 2.9-3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  close: 'm4 4 8 8M12 4l-8 8',
  chevron: 'm6 3.5 4.5 4.5L6 12.5',
  arrow: 'M2.5 8h11M9.5 4l4 4-4 4',
  wait: 'M4.5 2.5h7M4.5 13.5h7M5.5 2.5v2.2L8 8l2.5-3.3V2.5M5.5 13.5v-2.2L8 8l2.5 3.3v2.2',
  hand: 'M5 8.5V4.2a1 1 0 0 1 2 0V7.5M7 7V3a1 1 0 0 1 2 0v4M9 7.2V4a1 1 0 0 1 2 0v5M11 8.8V6.2a1 1 0 0 1 2 0V10a4 4 0 0 1-4 4H8.4a3.6 3.6 0 0 1-3-1.7L3 9.2a1 1 0 0 1 1.6-1.2L5 8.5',
  link: 'M6.8 9.2 9.2 6.8M7.2 4.8l1.5-1.5a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.8 11.2l-1.5 1.5a2.8 2.8 0 0 1-4-4l1.5-1.5',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  terminal: 'M2.5 3h11v10h-11zM5 6.2 7 8l-2 1.8M8.5 10H11',
  pencil: 'M3 13l.7-2.9 7-7 2.2 2.2-7 7L3 13Z',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM8 9.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  tool: 'M9.8 6.2a3 3 0 0 1 3.7-3.7l-1.8 1.8.3 1.7 1.7.3 1.6-1.7a3 3 0 0 1-4 3.6L6 13.5A1.4 1.4 0 0 1 3 12.8l.2-.6 5.2-4.6',
  send: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  comment: 'M2.5 3.5h11v7.5h-6l-3 2.5V11h-2z',
  stop: 'M4 4h8v8H4z',
  plus: 'M8 3v10M3 8h10',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words that say the same, so it is silent. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={`shrink-0 ${className.includes('size-') ? '' : 'size-3.5'} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
