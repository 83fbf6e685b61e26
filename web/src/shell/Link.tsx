import type { ComponentProps } from 'react';
import { addressOf } from './places';
import { go, useWorkspace } from './router';

/** A link within the dashboard. Asked for in a new tab or window, it is the browser's own. */
export function Link({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const workspace = useWorkspace();
  return (
    <a
      {...rest}
      href={addressOf(workspace, href)}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || event.button !== 0) return;
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(href);
      }}
    />
  );
}
