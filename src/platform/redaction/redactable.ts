/** Shorter values stand in ordinary text: to redact them would blank it for good. */
const MIN_LENGTH = 8;

/** Structure of what Claude Code prints: to redact these words would destroy its lines. */
const WORDS_OF_THE_PROTOCOL: ReadonlySet<string> = new Set(
  'assistant tool_use tool_result tool_use_id session_id parent_tool_use_id stop_reason thinking is_error num_turns duration_ms total_cost_usd input_tokens output_tokens permission_denials'.split(
    ' ',
  ),
);

/** Whether a value that somebody else has chosen may be redacted at all. */
export function isRedactable(value: string): boolean {
  return value.length >= MIN_LENGTH && !WORDS_OF_THE_PROTOCOL.has(value);
}
