import { useState } from 'react';
import { Column, type ColumnProps } from './Column';
import type { ColumnCards, ColumnState } from './columns';
import { Switcher } from './Switcher';

interface Props extends Omit<ColumnProps, 'column' | 'folded' | 'onFold'> {
  columns: readonly ColumnCards[];
  /** The one column a narrow page shows. */
  shown: ColumnState;
  onShow: (state: ColumnState) => void;
}

const key = 'yoi.closed';

/** Six columns side by side, or one at a time where the page is narrow. */
export function Columns({ columns, shown, onShow, ...rest }: Props) {
  const [folded, setFolded] = useState(() => localStorage.getItem(key) === 'folded');
  const fold = () => {
    localStorage.setItem(key, folded ? 'open' : 'folded');
    setFolded(!folded);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col px-3 py-3 md:px-4">
      <Switcher columns={columns} shown={shown} onShow={onShow} />
      <div
        className={`min-h-0 flex-1 gap-2.5 md:grid ${
          folded
            ? 'md:grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,1.25fr)_minmax(0,1fr)_2.5rem]'
            : 'md:grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,1.25fr)_minmax(0,1fr)_minmax(0,0.75fr)]'
        }`}
      >
        {columns.map((column) => (
          <div
            key={column.state}
            id={`column-${column.state}`}
            className={`min-h-0 min-w-0 md:flex ${column.state === shown ? 'flex' : 'hidden'}`}
          >
            <Column {...rest} column={column} folded={column.state === 'closed' && folded} onFold={fold} />
          </div>
        ))}
      </div>
    </div>
  );
}
