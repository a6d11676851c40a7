import { describe, expect, it } from '@jest/globals';
import { parseStreamLine } from './stream-json.js';

const resultWith = (fields: string) =>
  parseStreamLine(`{"type":"result","subtype":"success","is_error":false,${fields}}`);

describe('numbers of a gateway', () => {
  it.each([
    ['fractional', '2.6', { turns: 3, costUsd: 2.6 }],
    ['negative', '-1', { turns: 0, costUsd: 0 }],
    ['huge', '1e300', { turns: 0, costUsd: 0 }],
    ['infinite', '1e999', { turns: 0, costUsd: 0 }],
    ['text', '"5"', { turns: 0, costUsd: 0 }],
    ['a list', '[5]', { turns: 0, costUsd: 0 }],
    ['nothing', 'null', { turns: 0, costUsd: 0 }],
  ])('count only as far as they can be true: %s', (_, said, { turns, costUsd }) => {
    const usage = `"usage":{"input_tokens":${said},"output_tokens":${said}}`;
    expect(resultWith(`"num_turns":${said},"total_cost_usd":${said},${usage}`)).toMatchObject({
      numTurns: turns,
      usage: { inputTokens: turns, outputTokens: turns, costUsd },
      sessionCostUsd: costUsd,
    });
    const models = `"model_usage_since_last_result":{"m":{"inputTokens":${said},"outputTokens":4,"costUSD":${said}}}`;
    expect(resultWith(models)).toMatchObject({ usage: { inputTokens: turns, outputTokens: 4, costUsd } });
  });

  it.each(['-3', '1e300', '429.5', '"429"'])('are no HTTP status: %s', (said) => {
    expect(resultWith(`"api_error_status":${said}`)).toMatchObject({ httpStatus: null });
  });

  it.each(['1e300', '-1e300', '"soon"'])('are no time: %s', (said) => {
    const line = `{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":${said}}}`;
    expect(parseStreamLine(line)).toEqual({ kind: 'rate_limit', rejected: true, resetsAt: null });
  });
});
