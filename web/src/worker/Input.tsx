import type { TranscriptEvent } from '../api/types';
import { Clamp } from '../ui/Clamp';
import { Markdown } from '../ui/Markdown';

const names: Record<string, string> = { user: 'Input', steer: 'Steered', resume: 'Resumed', approval: 'Answer' };

/** What was said to the Worker. */
export function Input({ event }: { event: Extract<TranscriptEvent, { type: 'user_message' }> }) {
  return (
    <div className="rounded-xl border border-accent/20 bg-accent-soft px-3.5 pt-2 pb-2.5">
      <p className="mb-0.5 text-[11px] leading-4 font-medium text-accent">{names[event.kind] ?? event.kind}</p>
      {event.text.trim() === '' ? (
        <p className="text-ink-2">go on</p>
      ) : (
        <Clamp name="the input" height={220}>
          <Markdown text={event.text} />
        </Clamp>
      )}
    </div>
  );
}
