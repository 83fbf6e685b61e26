import { Store, useStore } from './store';

export const themes = ['light', 'system', 'dark'] as const;

export type Theme = (typeof themes)[number];

const key = 'yoi.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const choice = new Store<Theme>(themes.find((theme) => theme === localStorage.getItem(key)) ?? 'system');

function show() {
  const theme = choice.get();
  document.documentElement.dataset.theme =
    theme === 'dark' || (theme === 'system' && system.matches) ? 'dark' : 'light';
}

system.addEventListener('change', show);

export function setTheme(theme: Theme) {
  localStorage.setItem(key, theme);
  choice.set(theme);
  show();
}

export function useTheme(): Theme {
  return useStore(choice);
}
