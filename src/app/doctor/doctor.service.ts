import { Injectable } from '@nestjs/common';
import { Redactor } from '../../platform/redaction/redactor.js';
import { examine, type Report } from './examination.js';
import { ServerSurroundings } from './server-surroundings.js';

/** Examines the server that runs. */
@Injectable()
export class DoctorService {
  private underWay: Promise<Report> | null = null;

  constructor(
    private readonly surroundings: ServerSurroundings,
    private readonly redactor: Redactor,
  ) {}

  /** Callers at the same time share one examination. */
  examine(): Promise<Report> {
    this.underWay ??= examine(this.surroundings, this.redactor).finally(() => (this.underWay = null));
    return this.underWay;
  }
}
