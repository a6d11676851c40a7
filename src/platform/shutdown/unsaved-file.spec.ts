import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeTempFolder, type TempFolder } from '../../../test/support/temp-folder.js';
import { StoreError, StoreUnavailableError } from '../store/store-error.js';
import { UnsavedFile } from './unsaved-file.js';

interface Row {
  readonly id: number;
}

const isRow = (value: unknown): value is Row => typeof (value as Partial<Row> | null)?.id === 'number';

describe('UnsavedFile', () => {
  let folder: TempFolder;
  let file: UnsavedFile<Row>;
  let stored: Row[];

  beforeEach(async () => {
    folder = await makeTempFolder();
    file = new UnsavedFile(folder.path, 'rows', isRow);
    stored = [];
  });
  afterEach(() => folder.remove());

  const rows = Array.from({ length: 1_000 }, (_, id) => ({ id }));
  const restore = () => file.passTo(async (all) => void stored.push(...all));
  const names = () => readdir(folder.path);

  it('keeps rows for its owner alone, gives them back in order, and is gone then', async () => {
    file.keep(rows);
    expect(await names()).toEqual(['unsaved-rows.jsonl']);
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await restore();
    expect(stored).toEqual(rows);
    expect(await names()).toEqual([]);
    await restore();
    expect(stored).toEqual(rows);
  });

  it('stays while the store is away', async () => {
    file.keep(rows);
    await expect(file.passTo(() => Promise.reject(new StoreUnavailableError('ECONNREFUSED')))).rejects.toThrow(
      'not available',
    );
    await restore();
    expect(stored).toEqual(rows);
  });

  it('takes nothing for a file that was not written to its end', async () => {
    await writeFile(`${file.path}.draft`, 'half of');
    await restore();
    expect(stored).toEqual([]);
    file.keep(rows);
    await restore();
    expect(stored).toEqual(rows);
  });

  it.each([
    ['was cut between two lines', (text: string) => text.split('\n').slice(0, 500).join('\n')],
    ['was cut in a line', (text: string) => text.slice(0, -5)],
    ['is empty', () => ''],
    ['is somebody else’s', () => '{"id":1}\n{"id":2}\n'],
    ['is of another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['holds other rows', (text: string) => text.replace('{"id":7}', '{"no":7}')],
    ['is no JSON at all', () => '\u0000\u0001'],
  ])('is set aside when it %s', async (_name, spoil) => {
    file.keep(rows);
    await writeFile(file.path, spoil(await readFile(file.path, 'utf8')));
    await restore();
    expect(stored).toEqual([]);
    expect(await names()).toEqual([expect.stringMatching(/^unsaved-rows\.jsonl\..*\.unusable$/)]);
  });

  it('is set aside when it is a folder, or when the store refuses it for good', async () => {
    await mkdir(file.path);
    await restore();
    file.keep(rows);
    await file.passTo(() => Promise.reject(new StoreError('22P02', 'no uuid')));
    expect(await names()).toHaveLength(2);
    await restore();
    expect(stored).toEqual([]);
  });

  it('says so when nothing can be written, and leaves nothing half written', async () => {
    const gone = new UnsavedFile(`${folder.path}/nowhere`, 'rows', isRow);
    expect(() => gone.keep(rows)).toThrow('ENOENT');
    expect(await names()).toEqual([]);
  });
});
