import { describe, expect, it } from 'vitest';
import { composing, controls } from './compose';
import { worker } from './samples';

describe('composing', () => {
  it('sends to who waits, and steers who works', () => {
    expect(composing(worker())).toMatchObject({ kind: 'user', resumes: false });
    expect(composing(worker({ state: 'busy' }))).toMatchObject({ kind: 'steer' });
    expect(composing(worker({ state: 'waiting_approval' }))).toMatchObject({ kind: 'steer' });
  });

  it('offers to go on after an interruption', () => {
    expect(composing(worker({ last_outcome: 'interrupted' })).resumes).toBe(true);
    expect(composing(worker({ last_outcome: 'interrupted', state: 'busy' })).resumes).toBe(false);
  });

  it('says why nothing can be sent', () => {
    expect(composing(worker({ desired: 'stopped', state: 'unconnected' })).refused).toContain('Restore');
    expect(composing(worker({ state: 'unconnected', problem: 'provider_missing' })).refused).toContain('provider');
    expect(composing(worker({ state: 'errored', problem: 'strange_thing' })).refused).toContain('strange thing');
    expect(composing(worker({ state: 'unconnected' })).refused).toBeDefined();
  });
});

describe('controls', () => {
  const usable = (all: ReturnType<typeof controls>) =>
    Object.entries(all).flatMap(([name, refused]) => (refused === undefined ? [name] : []));

  it.each([
    [{}, ['stop']],
    [{ state: 'busy' }, ['interrupt', 'stop']],
    [{ state: 'waiting_approval' }, ['interrupt', 'stop']],
    [{ state: 'unconnected' }, ['stop', 'restore']],
    [{ state: 'unconnected', desired: 'stopped' }, ['restore']],
  ] as const)('of %j are %j', (more, names) => {
    expect(usable(controls(worker(more)))).toEqual(names);
  });
});
