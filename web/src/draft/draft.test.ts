import { expect, it } from 'vitest';
import { draftOf, template } from './draft';

it('sends what was written, and nothing that was not', () => {
  expect(draftOf(' Sort\n by distance ', template, ' ')).toEqual({ title: 'Sort by distance' });
  expect(draftOf('T', 'What for.\n\n## Requirements\n\n- it sorts', 'high')).toEqual({
    title: 'T',
    body: 'What for.\n\n## Requirements\n\n- it sorts\n',
    priority: 'high',
  });
});
