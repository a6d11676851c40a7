#!/usr/bin/env node
// A Claude Code whose lines are odd: every field of every type of line becomes, one at a time, what the prompt asks for with
// `odd kind=<kind> last=<good|odd>`. The last result is as usual, or odd in all of its fields.
import { createInterface } from 'node:readline';

const PLACE = '"@@"';
const KINDS = {
  null: () => 'null',
  other: (value) => (typeof value === 'string' ? '7' : typeof value === 'object' ? '"text"' : '{"a":[1]}'),
  list: (value) => (Array.isArray(value) ? '{"0":null}' : '[null]'),
  fractional: () => '1.5',
  negative: () => '-3',
  huge: () => '1e300',
  infinite: () => '1e999',
  deep: () => '['.repeat(50_000) + ']'.repeat(50_000),
  unstorable: () => String.raw`"a\u0000b\ud800c"`,
  long: () => JSON.stringify('long '.repeat(500_000)),
};
/** Where 2.5 MB are worth their time: what is kept, told or compared. */
const LONG_PATHS =
  /^(result\.(result|subtype|errors|permission_denials)|init\.(model|session_id|mcp_servers)|assistant\.(error|message))$/;

const usage = { input_tokens: 10, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 5 };
const tokens = {
  inputTokens: 10,
  outputTokens: 5,
  cacheReadInputTokens: 0,
  cacheCreationInputTokens: 0,
  costUSD: 0.01,
};
const message = { id: 'msg_1', type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hm.' }], usage };
const LINES = {
  init: {
    type: 'system',
    subtype: 'init',
    session_id: 's',
    model: 'm',
    claude_code_version: '2',
    tools: ['Read'],
    mcp_servers: [{ name: 'tiny', status: 'connected' }],
  },
  assistant: { type: 'assistant', message, parent_tool_use_id: null, session_id: 's', error: undefined },
  answerError: { type: 'assistant', message, parent_tool_use_id: null, error: 'unknown' },
  toolResult: {
    type: 'user',
    message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok' }] },
    uuid: 'u',
  },
  replay: {
    type: 'user',
    isReplay: true,
    uuid: '7d9a2f5e-1f0c-4c64-9a43-6a8de7a1a111',
    message: { role: 'user', content: 'x' },
  },
  lifecycle: { type: 'command_lifecycle', command_uuid: '7d9a2f5e-1f0c-4c64-9a43-6a8de7a1a111', state: 'started' },
  retry: { type: 'system', subtype: 'api_retry', attempt: 1, error_status: 529 },
  limit: { type: 'rate_limit_event', rate_limit_info: { status: 'allowed', resetsAt: 1_795_464_495 } },
  result: {
    type: 'result',
    subtype: 'success',
    is_error: false,
    result: 'Done. RALPH_COMPLETE',
    errors: ['none'],
    num_turns: 1,
    api_error_status: null,
    terminal_reason: 'completed',
    session_id: 's',
    total_cost_usd: 0.01,
    usage,
    model_usage_since_last_result: { m: tokens },
    permission_denials: [{ tool_name: 'Write', tool_use_id: 't1', tool_input: { file_path: '/x' } }],
  },
};

function* paths(value, path = []) {
  for (const [key, inner] of Object.entries(value)) {
    yield [...path, key];
    if (typeof inner === 'object' && inner !== null) yield* paths(inner, [...path, key]);
  }
}

/** The line with other values at these paths. */
function mutated(name, kind, those) {
  const line = structuredClone(LINES[name]);
  let text = '';
  for (const path of those) {
    const holder = path.slice(0, -1).reduce((value, key) => value?.[key], line);
    const key = path.at(-1);
    if (kind === 'missing') delete holder[key];
    else {
      text = KINDS[kind](holder[key]);
      holder[key] = '@@';
    }
  }
  return JSON.stringify(line).replaceAll(PLACE, () => text);
}

function oddLines(kind) {
  return Object.keys(LINES).flatMap((name) =>
    [...paths(LINES[name])]
      .filter((path) => kind !== 'long' || LONG_PATHS.test(`${name}.${path.join('.')}`))
      .map((path) => mutated(name, kind, [path])),
  );
}

function turn(text) {
  const [, kind = 'null', last = 'good'] = /odd kind=(\w+) last=(\w+)/.exec(text) ?? [];
  const fields = Object.keys(LINES.result).filter((key) => key !== 'type');
  const end =
    last === 'good'
      ? JSON.stringify(LINES.result)
      : mutated(
          'result',
          kind,
          fields.map((key) => [key]),
        );
  return [JSON.stringify(LINES.init), ...oddLines(kind), end];
}

const say = (line) => process.stdout.write(`${line}\n`);
const args = process.argv.slice(2);
if (args.includes('--version')) say('2.1.328 (Claude Code)');
else if (args[0] === 'auth') say('{"loggedIn":true}');
else if (args.includes('--input-format')) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { uuid, message: said } = JSON.parse(line);
    const lifecycle = (state) => say(JSON.stringify({ type: 'command_lifecycle', command_uuid: uuid, state }));
    lifecycle('started');
    say(JSON.stringify({ type: 'user', isReplay: true, uuid, message: said }));
    for (const each of turn(said.content[0].text)) say(each);
    lifecycle('completed');
  }
} else {
  let prompt = '';
  for await (const chunk of process.stdin) prompt += chunk;
  for (const line of turn(prompt)) say(line);
}
