import { Injectable } from '@nestjs/common';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import { onBehalfOfNobody } from '../requests/current-request.js';
import type { JobEventName, JobEvents } from './job-events.js';

/** The only class that may touch EventEmitter2: names and payloads are checked against {@link JobEvents}. */
@Injectable()
export class JobEventBus {
  constructor(private readonly emitter: EventEmitter2) {}

  /** Emits without waiting for listeners; their failures do not reach the emitter. What they start outlives the request that led to it. */
  emit<Name extends JobEventName>(name: Name, payload: JobEvents[Name]): void {
    onBehalfOfNobody(() => this.emitter.emit(name, payload));
  }

  /** Emits and resolves once every listener is ready for the next event: slows a fast emitter down. */
  async emitAndWait<Name extends JobEventName>(name: Name, payload: JobEvents[Name]): Promise<void> {
    await this.emitter.emitAsync(name, payload);
  }
}

/** A method that hears of an event. */
export type JobEventListener<Name extends JobEventName> = (payload: JobEvents[Name]) => void | Promise<void>;

/** `@OnEvent` that refuses a method whose parameter is not the payload of `name`. */
export function OnJobEvent<Name extends JobEventName>(name: Name) {
  return <Method extends JobEventListener<Name>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    OnEvent(name)(target, key, descriptor);
  };
}
