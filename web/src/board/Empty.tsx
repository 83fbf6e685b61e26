import { useMay } from '../shell/role';
import { Button } from '../ui/Button';
import { Command } from '../ui/Command';
import { Key } from '../ui/Key';

const ways = [
  ['Write a ticket', 'What should be true afterwards, and how one sees that it is.', 'yoi ticket create --title "…"'],
  ['Say that it is ready', 'It needs requirements and acceptance criteria in its body.', 'yoi ticket ready <id>'],
  ['Queue it', 'From here on Yoi works: worktree, code, checks, review, merge.', 'yoi ticket queue <id>'],
] as const;

/** A board without tickets: what this is, and how the first one gets here. */
export function Empty({ onCreate }: { onCreate: () => void }) {
  const mayWrite = useMay('operator');
  return (
    <main className="grid flex-1 place-items-center px-5 py-10">
      <div className="w-full max-w-130">
        <h2 className="text-xl leading-7 font-semibold">No tickets yet</h2>
        <p className="mt-2 mb-6 text-sm leading-6 text-ink-2 text-pretty">
          This board shows every ticket of the workspace, and who works on it, as it happens. Write the first one here,
          or bring it through by three commands.
        </p>
        {mayWrite && (
          <div className="mb-6">
            <Button look="primary" onClick={onCreate}>
              New ticket <Key name="c" />
            </Button>
          </div>
        )}
        <ol className="flex flex-col gap-5">
          {ways.map(([title, text, command], index) => (
            <li key={title} className="grid grid-cols-[1.75rem_minmax(0,1fr)]">
              <span className="text-sm leading-5 text-ink-3 tabular-nums">{index + 1}</span>
              <div className="flex min-w-0 flex-col gap-1.5">
                <h3 className="text-sm leading-5 font-semibold">{title}</h3>
                <p className="text-ink-2">{text}</p>
                <Command text={command} />
              </div>
            </li>
          ))}
        </ol>
      </div>
    </main>
  );
}
