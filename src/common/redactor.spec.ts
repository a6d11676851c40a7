import { describe, expect, it } from '@jest/globals';
import { Redactor } from './redactor.js';

const TOKEN = 'ghp_abc/def+"quoted"';

describe('Redactor', () => {
  const redactor = new Redactor([TOKEN, 'short', 'other-secret']);

  it.each([
    ['as it is', TOKEN],
    ['URL-encoded', encodeURIComponent(TOKEN)],
    ['escaped in JSON', JSON.stringify(TOKEN).slice(1, -1)],
    ['in base64', Buffer.from(TOKEN).toString('base64').replace(/=+$/, '')],
    ['as git sends it', Buffer.from(`x-access-token:${TOKEN}`).toString('base64').replace(/=+$/, '')],
  ])('removes a secret %s', (_, form) => {
    expect(redactor.redact(`before ${form} after`)).toBe('before [redacted] after');
  });

  it('removes credentials of any URL', () => {
    expect(redactor.redact('fatal: https://user:pass@host/x')).toBe('fatal: https://[redacted]@host/x');
  });

  it('takes no longer for one long word than for as many short ones', () => {
    const begun = performance.now();
    expect(redactor.redact('x'.repeat(2_000_000))).toHaveLength(2_000_000);
    // Linear: some milliseconds. Quadratic: an hour.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('leaves everything else alone, also words as short as a password should not be', () => {
    const text = 'a short text about mail@example.org and git@github.com:o/r';
    expect(redactor.redact(text)).toBe(text);
    expect(new Redactor([]).redact(text)).toBe(text);
  });
});
