import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { AnswerRoom, type Share } from './answer-room.js';
import { LargeAnswer } from './large-answer.js';

/** How long a reader may take to take a large answer, in milliseconds: others wait for the memory that it needs. */
const TAKE_MS = 60_000;
const MAX_LISTENERS = 30;

/** Lets routes with {@link LargeAnswer} begin only while there is room for what they answer. */
@Injectable()
export class LargeAnswersInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly room: AnswerRoom,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const large = this.reflector.get(LargeAnswer, context.getHandler());
    const bytes = large?.(http.getRequest<Request>().query) ?? 0;
    return bytes === 0 ? next.handle() : from(this.answer(bytes, http.getResponse<Response>(), next));
  }

  private async answer(bytes: number, response: Response, next: CallHandler): Promise<unknown> {
    // The platform, pipelines and the server's own limits listen to one answer: together more than the ten that Node.js expects.
    response.setMaxListeners(MAX_LISTENERS);
    const gone = goneSignalOf(response);
    const share = await this.room.enter(bytes, gone);
    onceAborted(gone, () => share.release());
    return toText(await lastValueFrom(next.handle()), response, share, gone);
  }
}

/** As text, whose size is known; a route that answers text has said of what type. undefined: it has sent its answer itself. */
function toText(body: unknown, response: Response, share: Share, gone: AbortSignal): unknown {
  if (body === undefined) return body;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (!gone.aborted) share.resize(Buffer.byteLength(text));
  const deadline = setTimeout(() => response.destroy(), TAKE_MS);
  onceAborted(gone, () => clearTimeout(deadline));
  if (typeof body !== 'string') response.setHeader('Content-Type', 'application/json; charset=utf-8');
  return text;
}

/** Aborted when the answer has been taken or nobody waits for it: one listener, for Node.js warns of more than ten. */
function goneSignalOf(response: Response): AbortSignal {
  const gone = new AbortController();
  if (response.closed) gone.abort();
  else response.once('close', () => gone.abort());
  return gone.signal;
}

function onceAborted(signal: AbortSignal, task: () => void): void {
  if (signal.aborted) task();
  else signal.addEventListener('abort', task, { once: true });
}
