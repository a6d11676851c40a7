import { describe, expect, it } from '@jest/globals';
import { parseStreamLine } from './stream-json.js';

describe('parseStreamLine', () => {
  it.each([
    '',
    'no json',
    '42',
    'null',
    '[]',
    '"text"',
    '{}',
    '{"type":"from_the_future"}',
    '{"type":"system","subtype":"new"}',
  ])('passes over %s', (line) => expect(parseStreamLine(line)).toBeNull());

  it('takes an API error for no success, although its subtype says so', () => {
    const line = JSON.stringify({
      type: 'result',
      subtype: 'success',
      is_error: true,
      api_error_status: 401,
      result: 'no',
    });
    expect(parseStreamLine(line)).toMatchObject({ kind: 'result', ok: false, httpStatus: 401, text: 'no' });
  });

  it('counts what was read from and written to the cache among the input', () => {
    const usage = { input_tokens: 1, cache_creation_input_tokens: 20, cache_read_input_tokens: 300, output_tokens: 4 };
    const line = JSON.stringify({ type: 'result', subtype: 'success', is_error: false, usage, total_cost_usd: 0.5 });
    expect(parseStreamLine(line)).toMatchObject({ usage: { inputTokens: 321, outputTokens: 4, costUsd: 0.5 } });
  });

  it('prefers what all models used since the last result', () => {
    const model_usage_since_last_result = {
      main: { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: 10, cacheCreationInputTokens: 100, costUSD: 0.25 },
      helper: { inputTokens: 5, outputTokens: 6, costUSD: 0.5 },
    };
    const line = JSON.stringify({
      type: 'result',
      subtype: 'success',
      model_usage_since_last_result,
      total_cost_usd: 9,
    });
    const usage = { inputTokens: 116, outputTokens: 8, costUsd: 0.75 };
    expect(parseStreamLine(line)).toMatchObject({ usage, sessionCostUsd: 9 });
  });

  it('reads a result whose fields have changed their types', () => {
    const line = JSON.stringify({
      type: 'result',
      subtype: 7,
      is_error: 'no',
      usage: 'none',
      errors: [1, 'one'],
      num_turns: '3',
    });
    expect(parseStreamLine(line)).toMatchObject({
      ok: false,
      subtype: '',
      text: 'one',
      numTurns: 0,
      usage: { inputTokens: 0 },
    });
  });

  it('reads when a rejected limit ends', () => {
    const info = { status: 'rejected', resetsAt: 1_795_464_495 };
    const line = JSON.stringify({ type: 'rate_limit_event', rate_limit_info: info });
    expect(parseStreamLine(line)).toEqual({
      kind: 'rate_limit',
      rejected: true,
      resetsAt: new Date(1_795_464_495_000),
    });
    const warning = JSON.stringify({ type: 'rate_limit_event', rate_limit_info: { status: 'allowed_warning' } });
    expect(parseStreamLine(warning)).toEqual({ kind: 'rate_limit', rejected: false, resetsAt: null });
  });

  it('leaves a subagent’s error to its caller', () => {
    const line = { type: 'assistant', error: 'rate_limit', parent_tool_use_id: 'toolu_1' };
    expect(parseStreamLine(JSON.stringify(line))).toBeNull();
    expect(parseStreamLine(JSON.stringify({ ...line, parent_tool_use_id: null }))).toEqual({
      kind: 'answer_error',
      error: 'rate_limit',
    });
  });

  it('follows messages that were sent with an id', () => {
    const lines = [
      { type: 'command_lifecycle', command_uuid: 'a', state: 'queued' },
      { type: 'command_lifecycle', command_uuid: 'a', state: 'started' },
      { type: 'user', uuid: 'a', isReplay: true, message: { role: 'user', content: 'Hello' } },
      { type: 'user', uuid: 'b', message: { role: 'user', content: [{ type: 'tool_result' }] } },
      { type: 'command_lifecycle', command_uuid: 'a', state: 'completed' },
      { type: 'command_lifecycle', command_uuid: 'c', state: 'cancelled' },
      { type: 'command_lifecycle', state: 'started' },
    ];
    expect(lines.map((line) => parseStreamLine(JSON.stringify(line)))).toEqual([
      null,
      { kind: 'message', id: 'a', state: 'started' },
      { kind: 'message', id: 'a', state: 'taken' },
      null,
      { kind: 'message', id: 'a', state: 'done' },
      { kind: 'message', id: 'c', state: 'done' },
      null,
    ]);
  });
});
