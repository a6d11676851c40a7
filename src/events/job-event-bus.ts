import { Injectable } from '@nestjs/common';
import { EventEmitter2, OnEvent } from '@nestjs/event-emitter';
import type { JobEventName, JobEvents } from './job-events.js';

/** The only class that may touch EventEmitter2: names and payloads are checked against {@link JobEvents}. */
@Injectable()
export class JobEventBus {
  constructor(private readonly emitter: EventEmitter2) {}

  /** Tells and goes on; listeners run later or now, their failures stay theirs. */
  emit<Name extends JobEventName>(name: Name, payload: JobEvents[Name]): void {
    this.emitter.emit(name, payload);
  }

  /** Tells and resolves once every listener is ready for the next event: the way to slow a fast speaker down. */
  async emitAndWait<Name extends JobEventName>(name: Name, payload: JobEvents[Name]): Promise<void> {
    await this.emitter.emitAsync(name, payload);
  }
}

type Listener<Name extends JobEventName> = (payload: JobEvents[Name]) => void | Promise<void>;

/** `@OnEvent` that refuses a method whose parameter is not the payload of `name`. */
export function OnJobEvent<Name extends JobEventName>(name: Name) {
  return <Method extends Listener<Name>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void => {
    OnEvent(name)(target, key, descriptor);
  };
}
