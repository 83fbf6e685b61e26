import { describe, expect, it } from 'vitest';
import { addressOf, placeOf, splitAddress, ticketHref, workerHref } from './places';

describe('placeOf', () => {
  it.each([
    ['/', { kind: 'board' }],
    ['', { kind: 'board' }],
    ['/tickets/01K', { kind: 'ticket', id: '01K' }],
    ['/tickets/01K/', { kind: 'ticket', id: '01K' }],
    ['/workers', { kind: 'workers' }],
    ['/workers/embedded/7f', { kind: 'worker', runtime: 'embedded', worker: '7f' }],
    ['/workers/a%2Fb/c%20d', { kind: 'worker', runtime: 'a/b', worker: 'c d' }],
  ])('finds %s', (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it.each(['/tickets', '/tickets/a/b', '/workers/embedded', '/elsewhere', '/tickets/%zz'])(
    'has no place %s',
    (path) => {
      expect(placeOf(path)).toEqual({ kind: 'nowhere' });
    },
  );

  it('finds what hrefs name, whatever is in them', () => {
    expect(placeOf(ticketHref('a/b c'))).toEqual({ kind: 'ticket', id: 'a/b c' });
    expect(placeOf(workerHref('x/y', '%'))).toEqual({ kind: 'worker', runtime: 'x/y', worker: '%' });
  });
});

describe('splitAddress', () => {
  it.each([
    ['/', null, '/'],
    ['/tickets/01K', null, '/tickets/01K'],
    ['/w/tea', 'tea', '/'],
    ['/w/tea/', 'tea', '/'],
    ['/w/t%2Fea/tickets/01K', 't/ea', '/tickets/01K'],
    ['/w', null, '/w'],
    ['/w//tickets', null, '/w//tickets'],
    ['/w/%zz/tickets', null, '/w/%zz/tickets'],
    ['/workers', null, '/workers'],
  ])('finds the workspace of %s', (address, workspace, path) => {
    expect(splitAddress(address)).toEqual({ workspace, path });
  });

  it.each([null, 'tea', 'a/b ü'])('finds what addressOf names in %j', (workspace) => {
    expect(splitAddress(addressOf(workspace, '/tickets/01K'))).toEqual({ workspace, path: '/tickets/01K' });
  });
});
