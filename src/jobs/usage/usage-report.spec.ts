import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PriceList } from './price-list.js';
import { toUsageCsv } from './usage-csv.js';
import { toUsageRange } from './usage-range.js';
import { toUsageReport, USAGE_NUMBERS, type UsageNumbers } from './usage-report.js';

const NOTHING = Object.fromEntries(USAGE_NUMBERS.map((name) => [name, 0])) as UsageNumbers;
const NOW = new Date('2026-11-26T12:00:00Z');

describe('a report of usage', () => {
  const sums = [
    {
      ...NOTHING,
      key: 'a',
      model: 'opus',
      input_tokens: 1_000_000,
      cache_read_tokens: 2_000_000,
      cost_usd: 1.000_000_4,
    },
    { ...NOTHING, key: 'a', model: 'other', cost_usd: 0.1 },
    { ...NOTHING, key: 'b', model: null, jobs: 2, cost_usd: 9 },
    { ...NOTHING, key: null, model: null, jobs: 1 },
  ];
  const names = new Map([['a', '=HYPERLINK("x")']]);
  const reportWith = (prices: PriceList) =>
    toUsageReport(sums, 'client', toUsageRange(undefined, undefined, NOW), names, prices);
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prices-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const priced = async (prices: unknown) => {
    const file = join(folder, 'prices.json');
    await writeFile(file, typeof prices === 'string' ? prices : JSON.stringify(prices));
    return PriceList.read(file);
  };

  it('adds up the models of a key, the most expensive key first', async () => {
    const report = reportWith(await PriceList.read(null));
    expect(report).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: NOW.toISOString(), cost_basis: 'estimate' });
    expect(report.rows.map(({ key, name, cost_usd, input_tokens }) => [key, name, cost_usd, input_tokens])).toEqual([
      ['b', null, 9, 0],
      ['a', '=HYPERLINK("x")', 1.1, 3_000_000],
      [null, null, 0, 0],
    ]);
    expect(report.total).toMatchObject({ jobs: 3, cost_usd: 10.1 });
  });

  it('takes the server’s own prices where it has the model', async () => {
    const report = reportWith(await priced({ opus: { input: 3, output: 15, cacheRead: 0.5, cacheWrite: 4 } }));
    expect(report.cost_basis).toBe('prices');
    expect(report.rows.map(({ cost_usd }) => cost_usd)).toEqual([9, 4.1, 0]);
  });

  it('is a table that a spreadsheet takes for no formula', async () => {
    const [header, , row] = toUsageCsv(reportWith(await PriceList.read(null))).split('\r\n');
    expect(header).toBe(`key,name,${USAGE_NUMBERS.join(',')}`);
    expect(row).toMatch(/^a,"'=HYPERLINK\(""x""\)",0,/);
  });

  it.each([
    ['not json', 'the file is not valid JSON'],
    [[], 'it must be an object with one entry for each model'],
    [
      { opus: { input: 1, output: 2, cachRead: 3 } },
      'the prices of "opus" must be {"input", "output", "cacheRead", "cacheWrite"}',
    ],
    [{ opus: { input: -1 } }, '"input" of "opus" must be a number from 0: US dollars for a million tokens'],
    [{ opus: { input: 1 } }, '"output" of "opus" must be a number from 0: US dollars for a million tokens'],
  ])('refuses a price list in a sentence: %j', async (prices, why) => {
    await expect(priced(prices)).rejects.toThrow(`PRICES_FILE cannot be used: ${why}`);
  });
});

describe('the range of a report', () => {
  const range = (from?: string, to?: string) => {
    const { from: start, to: end } = toUsageRange(from, to, NOW);
    return [start.toISOString(), end.toISOString()];
  };

  it('takes days whole, and times as they are', () => {
    expect(range('2026-02-01', '2026-02-28')).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
    expect(range('2026-02-01T02:00+02:00', '2026-02-02T00:00:00Z')).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
    ]);
    expect(range(undefined, '2026-10-31')).toEqual(['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z']);
    expect(range('2026-11-26')).toEqual(['2026-11-26T00:00:00.000Z', NOW.toISOString()]);
    expect(range('2026-11-26', '9999-12-31')).toEqual(['2026-11-26T00:00:00.000Z', '9999-12-31T23:59:59.999Z']);
  });

  it.each(['2026-02-30', '2026-13-01', 'yesterday', '2026-02-01T10:00', '0001-01-01', ' 2026-02-01', '20260201'])(
    'refuses what is no day or time: %s',
    (said) => {
      expect(() => range(said)).toThrow(
        'from must be a day such as 2026-11-30, or a time in ISO 8601 with its time zone, from the year 2000 on',
      );
    },
  );

  it('refuses an end that is not after its beginning', () => {
    expect(() => range('2026-03-01', '2026-02-28')).toThrow('to must be later than from');
    expect(() => range('2027-01-01')).toThrow('to must be later than from');
  });
});
