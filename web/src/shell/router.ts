import { useMemo } from 'react';
import { Store, useStore } from '../ui/store';
import { addressOf, type Place, placeOf, splitAddress } from './places';

/** The address as the page shows it; changed by links here and by the browser's own back and forward. */
interface Address {
  path: string;
  hash: string;
}

const address = new Store<Address>(here());
const workspace = new Store<string | null>(splitAddress(location.pathname).workspace);

function here(): Address {
  return { path: splitAddress(location.pathname).path, hash: location.hash };
}

function look() {
  workspace.set(splitAddress(location.pathname).workspace);
  const now = here();
  const shown = address.get();
  if (now.path !== shown.path || now.hash !== shown.hash) address.set(now);
}

addEventListener('popstate', look);
addEventListener('hashchange', look);

/** Goes to another place of the workspace; there one starts at the top. */
export function go(href: string) {
  visit(addressOf(workspace.get(), href));
}

/** Goes to the board of another workspace. */
export function goToWorkspace(id: string) {
  visit(addressOf(id, '/'));
}

/** Has the address say which workspace it is of, without a step in the history. */
export function nameWorkspace(id: string) {
  const { path } = splitAddress(location.pathname);
  history.replaceState(null, '', addressOf(id, path) + location.search + location.hash);
  look();
}

function visit(href: string) {
  const before = location.pathname;
  history.pushState(null, '', href);
  look();
  if (location.pathname !== before && location.hash === '') scrollTo(0, 0);
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

/** The workspace that the address names; null where it names none, as there is but one. */
export function useWorkspace(): string | null {
  return useStore(workspace);
}

export function useHash(): string {
  return useStore(address).hash;
}
