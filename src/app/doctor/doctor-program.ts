// oxlint-disable-next-line no-unassigned-import -- decorators write to what it installs
import 'reflect-metadata';
import { isatty } from 'node:tty';
import { Logger } from '@nestjs/common';
import { loadEnvFile } from '../../platform/config/start/env-file.js';
import { StartFindings } from '../../platform/config/start/start-findings.js';
import { knownSecrets } from '../../platform/redaction/known-secrets.js';
import { Redactor } from '../../platform/redaction/redactor.js';
import { examine, type Report } from './examination.js';
import { fail, worstOf } from './finding.js';
import { OutsideSurroundings } from './outside-surroundings.js';
import { asText } from './report-text.js';

export interface DoctorOptions {
  /** The report as JSON instead of lines. */
  readonly asJson: boolean;
}

/** Examines this machine and these settings, prints a report, and ends the process: with 1 when something keeps jobs from working, else with 0. */
export async function runDoctor({ asJson }: DoctorOptions): Promise<void> {
  // What the rooms log is in the report.
  Logger.overrideLogger(false);
  const unread = loadEnvFile();
  const found = StartFindings.read();
  const surroundings = await OutsideSurroundings.open(found);
  try {
    const report = withUnread(await examine(surroundings, new Redactor(knownSecrets(found.variables))), unread);
    await print(asJson ? JSON.stringify(report, null, 2) : asText(report, isatty(process.stdout.fd)));
    process.exitCode = report.status === 'fail' ? 1 : 0;
  } finally {
    await surroundings.close();
    // What a check still waits for would keep the process.
    process.exit();
  }
}

function withUnread(report: Report, unread: string | null): Report {
  if (unread === null) return report;
  const cure = 'Let the user who starts the server read it: chown, or chmod 600';
  const lines = [{ check: 'settings', ...fail(unread, cure) }, ...report.lines];
  return { status: worstOf(lines), lines };
}

function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}
