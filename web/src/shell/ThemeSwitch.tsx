import { Icon, type IconName } from '../ui/Icon';
import { setTheme, type Theme, themes, useTheme } from '../ui/theme';

const icons: Record<Theme, IconName> = { light: 'sun', system: 'screen', dark: 'moon' };
const names: Record<Theme, string> = { light: 'Light', system: 'As the system', dark: 'Dark' };

export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <fieldset className="flex shrink-0 rounded-lg border border-line bg-well p-0.5">
      <legend className="sr-only">Colours</legend>
      {themes.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === theme}
          aria-label={names[one]}
          title={names[one]}
          onClick={() => setTheme(one)}
          className={`grid size-6 place-items-center rounded-md ${
            one === theme ? 'bg-card text-ink shadow-card' : 'text-ink-3 hover:text-ink'
          }`}
        >
          <Icon name={icons[one]} />
        </button>
      ))}
    </fieldset>
  );
}
