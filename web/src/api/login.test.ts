import { describe, expect, it } from 'vitest';
import { newBinding } from './login';

describe('newBinding', () => {
  it('is 64 characters that nobody can guess', () => {
    expect(newBinding()).toMatch(/^[0-9a-f]{64}$/);
    expect(newBinding()).not.toBe(newBinding());
  });
});
