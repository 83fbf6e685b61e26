import type { ReactNode } from 'react';
import { Command } from '../ui/Command';
import { Prose } from '../ui/Prose';
import { Mark } from './Mark';
import { ThemeSwitch } from './ThemeSwitch';

interface Props {
  title: string;
  text: string;
  command: string;
  children?: ReactNode;
}

/** A page in place of the board: what happened, and the one next thing to do. */
export function Page({ title, text, command, children }: Props) {
  return (
    <main className="grid min-h-full place-items-center px-5 py-10">
      <div className="fixed top-3 right-3">
        <ThemeSwitch />
      </div>
      <div className="w-full max-w-100">
        <Mark className="size-10" />
        <h1 className="mt-5 text-xl leading-7 font-semibold text-balance">{title}</h1>
        <p className="mt-2 mb-5 text-sm leading-6 text-ink-2 text-pretty">
          <Prose text={text} />
        </p>
        <Command text={command} />
        {children}
      </div>
    </main>
  );
}
