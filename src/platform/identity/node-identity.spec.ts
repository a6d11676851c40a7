import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { makeTempFolder, type TempFolder } from '../../../test/support/temp-folder.js';
import { NodeIdentity } from './node-identity.js';

describe('NodeIdentity', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await makeTempFolder();
  });
  afterEach(() => folder.remove());

  it('is NODE_ID when that is set', async () => {
    expect((await NodeIdentity.load({ NODE_ID: 'eu-1', DATA_DIR: folder.path })).id).toBe('eu-1');
  });

  it('is random else, and the same after a restart', async () => {
    const env = { NODE_ID: null, DATA_DIR: join(folder.path, 'not', 'yet') };
    const { id } = await NodeIdentity.load(env);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await NodeIdentity.load(env)).id).toBe(id);
  });

  it('replaces a file that a crash left empty', async () => {
    await folder.write({ 'node-id': '' });
    const { id } = await NodeIdentity.load({ NODE_ID: null, DATA_DIR: folder.path });
    expect(id).not.toBe('');
  });
});
