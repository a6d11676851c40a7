import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors/domain-error.js';
import { sealingKeyOf } from './sealing-key.js';
import { Vault, VaultError } from './vault.js';

const key = () => sealingKeyOf(randomBytes(32));

describe('Vault', () => {
  const [older, newer] = [key(), key()];
  const vault = new Vault([newer, older]);

  it.each([
    ['text', 'ä "quoted"\n\0'],
    ['nothing', ''],
    ['bytes', randomBytes(100_000)],
  ])('opens what it has sealed: %s', (_, content) => {
    const sealed = vault.seal(content, 'env of job 1');
    expect(vault.open(sealed, 'env of job 1')).toEqual(Buffer.from(content));
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[A-Za-z0-9_-]+$/);
  });

  it('seals the same content differently each time', () => {
    expect(vault.seal('hush', 'a')).not.toBe(vault.seal('hush', 'a'));
  });

  it('opens with any of its keys, and seals with the first', () => {
    const before = new Vault([older]).seal('hush', 'a');
    expect(vault.open(before, 'a').toString()).toBe('hush');
    expect([vault.isCurrent(before), vault.isCurrent(vault.seal('hush', 'a'))]).toEqual([false, true]);
    expect(() => new Vault([older]).open(vault.seal('hush', 'a'), 'a')).toThrow(newer.id);
  });

  it('opens nothing that belongs to something else', () => {
    const sealed = vault.seal('hush', 'env of job 1');
    expect(() => vault.open(sealed, 'env of job 2')).toThrow(VaultError);
  });

  it('opens nothing that was changed', () => {
    const sealed = vault.seal('hush', 'a');
    const [version, , body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    const flipped = Array.from(bytes, (byte, at) => Buffer.from(bytes).fill(byte ^ 1, at, at + 1));
    const others = [...flipped, bytes.subarray(0, -1), bytes.subarray(0, 10)].map((each) => each.toString('base64url'));
    const changed = others.map((other) => `${version}.${newer.id}.${other}`);
    for (const text of [...changed, `v1.${older.id}.${body}`, `v2.${newer.id}.${body}`, body, '']) {
      expect(() => vault.open(text, 'a')).toThrow(VaultError);
    }
  });

  it('says nothing of the content or the key when it fails', () => {
    const sealed = vault.seal('hush', 'a');
    for (const other of [new Vault([older]), new Vault([])]) {
      const failure = failureOf(() => other.open(sealed, 'a'));
      expect(failure).not.toMatch(new RegExp(`hush|${newer.bytes.toString('base64').slice(0, 10)}`));
    }
  });

  it('without a key takes nothing, and says which field it was and what to set', () => {
    const none = new Vault([]);
    expect(() => none.assertCanSeal('env')).toThrow(
      new DomainError(
        'conflict',
        'encryption_key_required',
        'env cannot be kept safely: set ENCRYPTION_KEY on all servers of this database',
      ),
    );
    expect(() => none.seal('hush', 'a')).toThrow(VaultError);
    expect(() => vault.assertCanSeal('env')).not.toThrow();
  });
});

function failureOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return String(error);
  }
}
