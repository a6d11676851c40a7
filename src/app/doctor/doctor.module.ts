/**
 * What a server lacks, line by line, with the cure: `GET /admin/doctor` from within, `npm run doctor` from outside, also with settings that keep the
 * server from starting. The rooms below do the looking; what is good or bad is decided here. Nothing is changed.
 * No other room enters; the program enters through `runDoctor`.
 */
import { Module } from '@nestjs/common';
import { ClaudeModule } from '../../claude/claude.module.js';
import { DoctorController } from './doctor.controller.js';
import { DoctorService } from './doctor.service.js';
import { ServerSurroundings } from './server-surroundings.js';

@Module({ imports: [ClaudeModule], controllers: [DoctorController], providers: [DoctorService, ServerSurroundings] })
export class DoctorModule {}
