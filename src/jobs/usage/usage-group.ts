/** By what a report adds up, as callers name it. */
export const USAGE_GROUPS = [
  'client',
  'repository',
  'feature',
  'jobType',
  'model',
  'teamMember',
  'day',
  'month',
] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

/** Groups whose keys are ids of rows that have a name. */
const NAMED_GROUPS = ['client', 'repository', 'feature', 'teamMember'] as const;
export type NamedGroup = (typeof NAMED_GROUPS)[number];

export function isNamed(group: UsageGroup): group is NamedGroup {
  return NAMED_GROUPS.some((named) => named === group);
}
