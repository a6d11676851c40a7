import { Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { JobEventBus } from './job-event-bus.js';

@Global()
@Module({ imports: [EventEmitterModule.forRoot()], providers: [JobEventBus], exports: [JobEventBus] })
export class EventsModule {}
