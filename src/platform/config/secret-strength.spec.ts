import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { weaknessOf } from './secret-strength.js';

describe('a secret', () => {
  it.each(['secret', 'x'.repeat(31), randomBytes(8).toString('hex')])('is weak when it is short: %s', (secret) => {
    expect(weaknessOf(secret)).toBe('is shorter than 32 characters');
  });

  it.each([
    'a'.repeat(64),
    'password'.repeat(8),
    '0123456789'.repeat(4),
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
    'change-me-change-me-change-me-change-me',
  ])('is weak when it repeats itself or counts on: %s', (secret) => {
    expect(weaknessOf(secret)).toMatch(/repeats itself/);
  });

  it('is strong when it is random', () => {
    for (let times = 0; times < 500; times += 1) {
      for (const secret of [
        randomBytes(16).toString('hex'),
        randomBytes(32).toString('hex'),
        randomBytes(24).toString('base64'),
      ]) {
        expect([secret, weaknessOf(secret)]).toEqual([secret, null]);
      }
    }
  });
});
