import { useState } from 'react';
import { remove } from '../api/call';
import type { RuntimeKind, RuntimeNotice, RuntimeView } from '../api/types';
import { useMay } from '../shell/role';
import { useSession } from '../shell/session';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Prose } from '../ui/Prose';
import { Section } from '../ui/Section';
import { Ago } from '../ui/Time';
import { NewRuntimeForm } from './NewRuntimeForm';

const kinds: Record<RuntimeKind, string> = {
  embedded: 'in this server',
  remote: 'a process of its own',
  compatibility: 'an older program, only shown',
};

interface Props {
  runtimes: readonly RuntimeView[];
  problems: readonly RuntimeNotice[];
  onChanged: () => void;
}

/** Where Workers live, and whether each place answers. */
export function Runtimes({ runtimes, problems, onChanged }: Props) {
  const [isAdding, setAdding] = useState(false);
  const mayAdmin = useMay('admin');
  const away = runtimes.filter((one) => one.problem).length;
  return (
    <Section id="runtimes" name="Runtimes" aside={away > 0 ? `${runtimes.length}, ${away} away` : runtimes.length}>
      <ul className="overflow-hidden rounded-xl border border-line bg-card shadow-card">
        {runtimes.map((runtime) => (
          <Row
            key={runtime.runtime}
            runtime={runtime}
            said={problems.filter(
              (one) => one.runtime === runtime.runtime && one.problem.code !== runtime.problem?.code,
            )}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {!mayAdmin ? null : isAdding ? (
        <NewRuntimeForm
          onCancel={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            onChanged();
          }}
        />
      ) : (
        <div>
          <Button small onClick={() => setAdding(true)}>
            <Icon name="plus" className="size-3" />
            Add a runtime
          </Button>
        </div>
      )}
    </Section>
  );
}

interface RowProps {
  runtime: RuntimeView;
  said: readonly RuntimeNotice[];
  onChanged: () => void;
}

function Row({ runtime, said, onChanged }: RowProps) {
  const { session } = useSession();
  const mayAdmin = useMay('admin');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await remove(session, `runtimes/${encodeURIComponent(runtime.runtime)}`);
    setBusy(false);
    if (answer.ok) onChanged();
    else setProblem(answer.problem.title);
  };
  return (
    <li className="flex flex-wrap items-start gap-x-4 max-md:items-center gap-y-1 border-b border-line px-3.5 py-2.5 last:border-0 md:px-4">
      <div className="min-w-0 max-md:basis-full md:flex-1">
        <span className="font-medium">{runtime.runtime}</span>{' '}
        <span className="text-xs text-ink-3">{kinds[runtime.kind] ?? runtime.kind}</span>
        {[...(runtime.problem ? [runtime.problem] : []), ...new Set(said.map((one) => one.problem.message))].map(
          (one) => {
            const text = typeof one === 'string' ? one : one.message;
            return (
              <p key={text} className={`text-xs leading-4 ${typeof one === 'string' ? 'text-warn' : 'text-bad'}`}>
                <Prose text={text} />
              </p>
            );
          },
        )}
        {problem && (
          <p role="alert" className="text-xs leading-4 text-bad">
            <Prose text={problem} />
          </p>
        )}
      </div>
      <span className="flex items-center gap-1.5 text-ink-2 md:w-56">
        <span
          className={`size-2 shrink-0 rounded-full ${runtime.problem ? 'bg-bad' : runtime.kind === 'compatibility' ? 'border border-ink-3' : 'bg-good'}`}
        />
        {words(runtime)}
        <span className="text-xs text-ink-3">
          {runtime.problem ? 'since ' : ''}
          {runtime.problem && <Ago at={runtime.since} />}
        </span>
      </span>
      <span className="flex justify-end max-md:ml-auto md:w-20">
        {runtime.kind !== 'embedded' && mayAdmin && (
          <Button
            small
            look="quiet"
            busy={busy}
            refused={runtime.from_settings ? 'It stands in the settings file; take it out there.' : undefined}
            onClick={() => void take()}
          >
            Remove
          </Button>
        )}
      </span>
    </li>
  );
}

function words({ problem, kind, busy, waiting }: RuntimeView): string {
  if (problem) return 'does not answer';
  if (kind === 'compatibility') return 'shown';
  const parts = [...(busy ? [`${busy} at work`] : []), ...(waiting ? [`${waiting} asking`] : [])];
  return parts.length > 0 ? parts.join(', ') : 'answers';
}
