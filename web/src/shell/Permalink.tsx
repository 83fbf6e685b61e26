import { Icon } from '../ui/Icon';
import { nameHere } from './router';

interface Props {
  id: string;
  /** What it leads to, in words. */
  name: string;
}

/** The address of one event: in the address bar once it is followed, and copied. */
export function Permalink({ id, name }: Props) {
  return (
    <a
      href={`#${id}`}
      aria-label={`Link to ${name}`}
      title="Link to this"
      onClick={(event) => {
        event.preventDefault();
        nameHere(`#${id}`);
        void navigator.clipboard?.writeText(location.href).catch(() => undefined);
      }}
      className="grid size-5 shrink-0 place-items-center rounded text-ink-3 opacity-0 group-hover/event:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100"
    >
      <Icon name="link" className="size-3" />
    </a>
  );
}
