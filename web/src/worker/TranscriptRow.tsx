import { memo } from 'react';
import { Permalink } from '../shell/Permalink';
import { Call } from './Call';
import { Input } from './Input';
import { Plain } from './Plain';
import { RunBegin, RunEnd } from './RunLine';
import type { Row } from './rows';
import { Said } from './Said';
import { ToolOutput } from './ToolOutput';

interface Props {
  row: Row;
  named: boolean;
}

/** One thing of the transcript, with its address. */
export const TranscriptRow = memo(function TranscriptRow({ row, named }: Props) {
  return (
    <div
      id={`e-${row.seq}`}
      data-row
      className={`group/event relative scroll-my-16 py-1.5 ${named ? 'rounded-lg outline-2 outline-offset-2 outline-accent' : ''}`}
    >
      <RowOf row={row} />
      <span className="absolute top-2.5 -left-5 max-md:hidden">
        <Permalink id={`e-${row.seq}`} name={`event ${row.seq}`} />
      </span>
    </div>
  );
});

function RowOf({ row }: { row: Row }) {
  switch (row.kind) {
    case 'call':
      return <Call row={row} />;
    case 'said':
      return <Said message={row.event} tokens={row.tokens} />;
    case 'input':
      return <Input event={row.event} />;
    case 'begin':
      return <RunBegin at={row.at} kind={row.event.kind} />;
    case 'end':
      return <RunEnd row={row} />;
    case 'plain':
      return <Plain event={row.event} />;
    case 'lone':
      return <ToolOutput tool="" result={row.event} />;
  }
}
