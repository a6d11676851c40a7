import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RepositoryOptions } from '../test/support/forge-repository.js';
import { ProgramLog } from '../test/support/program-log.js';
import { Rig } from '../test/support/rig.js';
import { says, uses } from '../test/support/scripted-model.turns.js';
import { BareScript } from './bare-script.js';
import { JobTimeline } from './job-timeline.js';

export const PROMPT = 'Write the trivial file.';

/** A job that was done: its id, and how long it took from the request to its end. */
export interface TimedJob {
  readonly id: string;
  readonly askedAt: number;
  readonly ms: number;
}

/** A server that does trivial code jobs, beside the script that does the same. */
export class JobRig {
  private constructor(
    readonly rig: Rig,
    readonly timeline: JobTimeline,
    readonly programs: ProgramLog,
    private readonly folder: string,
  ) {}

  static async start(env: Readonly<Record<string, string>> = {}): Promise<JobRig> {
    const timeline = new JobTimeline();
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const programs = new ProgramLog(folder);
    const rig = await Rig.start({ env: { ...programs.variables, ...env }, onLine: timeline.note });
    rig.model.script(PROMPT, [uses('Write', { file_path: 'trivial.txt', content: 'trivial\n' }), says('Done.')]);
    return new JobRig(rig, timeline, programs, folder);
  }

  /** A repository of which server and script have warm clones. */
  async warm(fullName: string, options?: RepositoryOptions): Promise<{ clientId: string; script: BareScript }> {
    const { clientId } = await this.rig.addRepository(fullName, options);
    const script = await BareScript.prepare(this.rig, fullName);
    await this.job(clientId);
    await script.run(PROMPT);
    return { clientId, script };
  }

  async job(clientId: string): Promise<TimedJob> {
    const askedAt = Date.now();
    const begun = performance.now();
    const id = await this.rig.queue({ clientId, prompt: PROMPT, branchName: `bench/${randomUUID()}` });
    await this.timeline.completed(id);
    return { id, askedAt, ms: performance.now() - begun };
  }

  async close(): Promise<void> {
    await this.rig.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
