import { TextField } from '../../design/fields.js';

/** The limits of a key as the form has them. */
export interface Limits {
  readonly maxMonthlyUsd: string;
  readonly requestsPerMinute: string;
  readonly jobsPerHour: string;
}

export const NO_LIMITS: Limits = { maxMonthlyUsd: '', requestsPerMinute: '', jobsPerHour: '' };

const numberOf = (value: string): number | null => (value === '' ? null : Number(value));

/** What the API is sent. */
export function limitsOf({ maxMonthlyUsd, requestsPerMinute, jobsPerHour }: Limits) {
  return {
    maxMonthlyUsd: numberOf(maxMonthlyUsd),
    requestsPerMinute: numberOf(requestsPerMinute),
    jobsPerHour: numberOf(jobsPerHour),
  };
}

interface LimitsProps {
  readonly limits: Limits;
  readonly set: (limits: Limits) => void;
}

/** What its holder may ask for. */
export function LimitFields({ limits, set }: LimitsProps) {
  const field = (name: keyof Limits, label: string, hint: string) => (
    <TextField
      label={label}
      name={name}
      type="number"
      min={name === 'maxMonthlyUsd' ? '0' : '1'}
      step={name === 'maxMonthlyUsd' ? 'any' : '1'}
      value={limits[name]}
      onValue={(value) => set({ ...limits, [name]: value })}
      hint={hint}
    />
  );
  return (
    <>
      {field('maxMonthlyUsd', 'US dollars a month for its jobs', 'Empty: no limit.')}
      <div class="grid-2">
        {field('requestsPerMinute', 'Requests a minute', 'Empty: as the server says.')}
        {field('jobsPerHour', 'Jobs an hour', 'Empty: as the server says.')}
      </div>
    </>
  );
}
