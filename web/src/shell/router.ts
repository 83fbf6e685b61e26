import { useMemo } from 'react';
import { Store, useStore } from '../ui/store';
import { type Place, placeOf } from './places';

/** The address as the page shows it; changed by links here and by the browser's own back and forward. */
interface Address {
  path: string;
  hash: string;
}

const address = new Store<Address>(here());

function here(): Address {
  return { path: location.pathname, hash: location.hash };
}

function look() {
  const now = here();
  const shown = address.get();
  if (now.path !== shown.path || now.hash !== shown.hash) address.set(now);
}

addEventListener('popstate', look);
addEventListener('hashchange', look);

/** Goes to another place of the dashboard; there one starts at the top. */
export function go(href: string) {
  history.pushState(null, '', href);
  const path = address.get().path;
  look();
  if (location.pathname !== path && location.hash === '') scrollTo(0, 0);
}

/** Names a part of this place in the address, without a step in the history. */
export function nameHere(hash: string) {
  history.replaceState(null, '', location.pathname + location.search + hash);
  look();
}

export function usePlace(): Place {
  const { path } = useStore(address);
  return useMemo(() => placeOf(path), [path]);
}

export function useHash(): string {
  return useStore(address).hash;
}
