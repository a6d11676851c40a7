/**
 * The audit log: who changed what, and who was refused.
 * It watches responses; no controller writes to it.
 * Enter through `noteChange` and `leaveToInnerRequests`.
 */
import { Module } from '@nestjs/common';
import { AuditCleaner } from './audit-cleaner.js';
import { AuditController } from './audit.controller.js';
import { AuditObserver } from './audit-observer.js';
import { AuditRepository } from './audit.repository.js';
import { AuditTrail } from './audit-trail.js';

@Module({
  controllers: [AuditController],
  providers: [AuditCleaner, AuditObserver, AuditRepository, AuditTrail],
  exports: [AuditObserver],
})
export class AuditModule {}
