/**
 * The typed event bus: how a room informs the rooms above it without importing them.
 * Events are hints within one process; anything that must not be lost is a row.
 * Enter through `JobEventBus`, `OnJobEvent` and `JobEvents`.
 */
import { Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { JobEventBus } from './job-event-bus.js';

@Global()
@Module({ imports: [EventEmitterModule.forRoot()], providers: [JobEventBus], exports: [JobEventBus] })
export class EventsModule {}
