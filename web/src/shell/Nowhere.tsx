import { useEffect } from 'react';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Link } from './Link';

interface Props {
  title: string;
  text: string;
  /** The code of what went wrong, to look it up. */
  code?: string;
  back?: { href: string; name: string };
}

/** In place of what cannot be shown: why, and the way back. */
export function Nowhere({ title, text, code, back = { href: '/', name: 'Board' } }: Props) {
  useEffect(() => {
    document.title = `${title} · Yoi`;
  }, [title]);
  return (
    <main className="grid flex-1 place-items-center px-5 py-16">
      <div className="w-full max-w-100">
        <h1 className="text-xl leading-7 font-semibold text-balance">{title}</h1>
        <p className="mt-2 text-sm leading-6 text-ink-2 text-pretty">
          <Prose text={text} />
        </p>
        {code && <p className="mt-1 font-mono text-xs text-ink-3">{code}</p>}
        <Link
          href={back.href}
          className="mt-5 inline-flex items-center gap-2 rounded-lg border border-edge bg-card px-3 py-1.5 font-medium shadow-card hover:bg-hover"
        >
          <Icon name="arrow" className="size-3.5 rotate-180" />
          {back.name}
        </Link>
      </div>
    </main>
  );
}
