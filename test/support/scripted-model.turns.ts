import { setTimeout as delay } from 'node:timers/promises';
import { toolResultsOf } from './scripted-model.conversation.js';
import type { AnswerOptions, AnswerBlock, Exchange } from './scripted-model.exchange.js';
import type { Gate } from './scripted-model.gate.js';

/**
 * What the model does when a turn is asked for. A new behaviour is a new function in this file that returns one:
 * it may look at `exchange.body` and `exchange.attempt`, and answers, fails, cuts or waits.
 */
export type Turn = (exchange: Exchange) => void | Promise<void>;

/** Ends the conversation's turn with a text. */
export function says(text: string, options: AnswerOptions = {}): Turn {
  return (exchange) => exchange.answer([{ type: 'text', text }], options);
}

/** Calls one tool of the client, such as `Write` or `Bash`; the client's next request carries the outcome. */
export function uses(name: string, input: Readonly<Record<string, unknown>>, options: AnswerOptions = {}): Turn {
  return answers([{ type: 'tool_use', name, input }], options);
}

/** Writes a file; by default it holds its own name. */
export function writes(path: string, content = path): Turn {
  return uses('Write', { file_path: path, content });
}

/** Any mixture of text and tool calls in one answer. */
export function answers(blocks: readonly AnswerBlock[], options: AnswerOptions = {}): Turn {
  return (exchange) => exchange.answer(blocks, options);
}

/** An answer made from the conversation so far. */
export function replies(compose: (exchange: Exchange) => string): Turn {
  return (exchange) => exchange.answer([{ type: 'text', text: compose(exchange) }]);
}

/** A text that arrives word by word, `msPerDelta` milliseconds apart. */
export function saysSlowly(text: string, msPerDelta: number): Turn {
  return says(text, { deltaLength: 8, beforeDelta: ({ closed }) => Promise.race([delay(msPerDelta), closed]) });
}

const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Refuses with an HTTP status, every time it is asked; see {@link firstly} for faults that pass. */
export function fails(
  status: number,
  message = `scripted ${status}`,
  headers: Readonly<Record<string, string>> = {},
): Turn {
  return (exchange) => exchange.fail(status, ERROR_TYPES[status] ?? 'api_error', message, headers);
}

/** The refusal of a subscription whose allowance is used up until `resetsAt`. */
export function usageLimitUntil(resetsAt: Date): Turn {
  const reset = String(Math.floor(resetsAt.getTime() / 1_000));
  return fails(429, 'This request would exceed your account’s rate limit. Please try again later.', {
    'retry-after': String(Math.max(1, Math.floor((resetsAt.getTime() - Date.now()) / 1_000))),
    'anthropic-ratelimit-unified-status': 'rejected',
    'anthropic-ratelimit-unified-reset': reset,
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    'anthropic-ratelimit-unified-5h-status': 'rejected',
    'anthropic-ratelimit-unified-5h-reset': reset,
    'anthropic-ratelimit-unified-5h-utilization': '1.0',
  });
}

/** Never sends a byte; ends when the client goes away or the model is closed. */
export function hangs(): Turn {
  return async (exchange) => {
    await exchange.closed;
    exchange.cut();
  };
}

/** Starts an answer and falls silent in the middle of it; ends like {@link hangs}. */
export function hangsMidStream(text = 'I am about to'): Turn {
  return async (exchange) => {
    await exchange.startAnswer(text);
    await exchange.closed;
    exchange.cut();
  };
}

/** Starts an answer and breaks the connection. */
export function cuts(text = 'I am about to'): Turn {
  return async (exchange) => {
    await exchange.startAnswer(text);
    exchange.cut();
  };
}

/** The first `times` requests for this turn meet `fault`, the later ones `turn`. */
export function firstly(times: number, fault: Turn, turn: Turn): Turn {
  return (exchange) => (exchange.attempt <= times ? fault(exchange) : turn(exchange));
}

/** Waits at a gate that the test opens, then does as `turn`; gives up when the client has gone. */
export function after(gate: Gate, turn: Turn): Turn {
  return async (exchange) => {
    await Promise.race([gate.opened, exchange.closed]);
    await turn(exchange);
  };
}

/**
 * Turns that are counted by what the tools have answered, not by the answers so far: whoever is interrupted and goes on is
 * where it was, however the client fills the gap. The last turn is repeated.
 */
export function steps(...turns: readonly [Turn, ...Turn[]]): readonly Turn[] {
  const step: Turn = (exchange) =>
    (turns[Math.min(toolResultsOf(exchange.body).length, turns.length - 1)] ?? turns[0])(exchange);
  return Array.from({ length: 50 }, () => step);
}
