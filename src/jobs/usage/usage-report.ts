import type { PriceList } from './price-list.js';
import { isNamed, type UsageGroup } from './usage-group.js';
import type { UsageRange } from './usage-range.js';

/** What a report adds up, in the order in which it is shown. */
export const USAGE_NUMBERS = [
  'jobs',
  'completed',
  'failed',
  'pull_requests',
  'merged',
  'input_tokens',
  'output_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'cost_usd',
  'duration_ms',
] as const;

export type UsageNumbers = Readonly<Record<(typeof USAGE_NUMBERS)[number], number>>;

/** The numbers of one key and model, as the store adds them up. `input_tokens` are those outside the cache. */
export interface UsageSum extends UsageNumbers {
  readonly key: string | null;
  readonly model: string | null;
}

export interface UsageRow extends UsageNumbers {
  /** The id, name, day (`2026-11-30`) or month (`2026-11`) by which the row adds up; null: of none. */
  readonly key: string | null;
  /** In words; null: nobody knows the name. */
  readonly name: string | null;
}

/** The answer of GET /usage. */
export interface UsageReport {
  readonly from: string;
  readonly to: string;
  readonly group_by: UsageGroup;
  /** `estimate`: as Claude Code estimates; `prices`: by the server's own price list, where it has the model. */
  readonly cost_basis: 'estimate' | 'prices';
  /** The most expensive first; days and months in order. */
  readonly rows: readonly UsageRow[];
  readonly total: UsageNumbers;
}

const NOTHING = Object.fromEntries(USAGE_NUMBERS.map((name) => [name, 0])) as UsageNumbers;
/** Costs are stored in millionths of a dollar; sums of floating-point numbers have more digits. */
const MICROS = 1_000_000;

/** @param names by key; a key that is missing has no name. */
export function toUsageReport(
  sums: readonly UsageSum[],
  groupBy: UsageGroup,
  { from, to }: UsageRange,
  names: ReadonlyMap<string, string>,
  prices: PriceList,
): UsageReport {
  const byKey = new Map<string | null, UsageNumbers>();
  for (const sum of sums) byKey.set(sum.key, plus(byKey.get(sum.key) ?? NOTHING, shown(sum, prices)));
  const rows = [...byKey].map(([key, numbers]) => ({ key, name: nameOf(key, groupBy, names), ...rounded(numbers) }));
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    group_by: groupBy,
    cost_basis: prices.isEmpty ? 'estimate' : 'prices',
    rows: rows.toSorted(isTime(groupBy) ? byTime : byCost),
    total: rounded([...byKey.values()].reduce(plus, NOTHING)),
  };
}

/** As for jobs, `input_tokens` include those read from the cache and written to it. */
function shown(sum: UsageSum, prices: PriceList): UsageNumbers {
  const input_tokens = sum.input_tokens + sum.cache_read_tokens + sum.cache_write_tokens;
  return { ...sum, input_tokens, cost_usd: prices.costOf(sum.model, sum) ?? sum.cost_usd };
}

function plus(one: UsageNumbers, other: UsageNumbers): UsageNumbers {
  return Object.fromEntries(USAGE_NUMBERS.map((name) => [name, one[name] + other[name]])) as UsageNumbers;
}

function rounded(numbers: UsageNumbers): UsageNumbers {
  return { ...numbers, cost_usd: Math.round(numbers.cost_usd * MICROS) / MICROS };
}

function nameOf(key: string | null, groupBy: UsageGroup, names: ReadonlyMap<string, string>): string | null {
  if (key === null) return null;
  return isNamed(groupBy) ? (names.get(key) ?? null) : key;
}

function isTime(groupBy: UsageGroup): boolean {
  return groupBy === 'day' || groupBy === 'month';
}

function byTime(one: UsageRow, other: UsageRow): number {
  return (one.key ?? '').localeCompare(other.key ?? '');
}

function byCost(one: UsageRow, other: UsageRow): number {
  return other.cost_usd - one.cost_usd || other.jobs - one.jobs || byTime(one, other);
}
