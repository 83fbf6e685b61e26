import { expect, it } from 'vitest';
import { visible } from './visible';

it('writes out what is hidden, and leaves the rest', () => {
  expect(visible('a\tb\nä 日本')).toBe('a\tb\nä 日本');
  expect(visible('if (x\u202e) \u200b\u0007')).toBe('if (x⟨U+202E⟩) ⟨U+200B⟩⟨U+0007⟩');
});
