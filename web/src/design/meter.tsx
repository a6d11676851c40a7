interface MeterProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly state: string;
}

/** How much of a limit is used. */
export function Meter({ label, value, max, state }: MeterProps) {
  const part = max > 0 ? Math.min(100, (value / max) * 100) : 100;
  return (
    <div
      class={`meter ${state}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part)}
    >
      <span style={{ width: `${part}%` }} />
    </div>
  );
}
