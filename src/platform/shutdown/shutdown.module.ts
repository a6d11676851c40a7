/**
 * The stop of this server: its phases as signals, and files that keep unsaved data for the next start.
 * What a part of the server does in a phase belongs to that part; the order of a stop is in queue/lifecycle/queue-stop.
 * Enter through `Shutdown`, `UnsavedFile`, `untilAborted` and `stopOnSignals`.
 */
import { Global, Module } from '@nestjs/common';
import { Shutdown } from './shutdown.js';

@Global()
@Module({ providers: [Shutdown], exports: [Shutdown] })
export class ShutdownModule {}
