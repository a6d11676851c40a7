/** The trace that something belongs to, and the span in it, as W3C Trace Context writes it: `00-<trace>-<span>-<flags>`. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

export interface TraceParts {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** null: that is none. */
export function tracePartsOf(traceparent: unknown): TraceParts | null {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(typeof traceparent === 'string' ? traceparent : '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) };
}

export function traceparentOf({ traceId, spanId, traceFlags }: TraceParts): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
