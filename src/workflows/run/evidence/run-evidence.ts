import { Injectable } from '@nestjs/common';
import { allOf } from '../../../git/commands/all-of.js';
import type { Job } from '../../../jobs/records/job.js';
import { ReferenceRepository } from '../../../jobs/records/reference.repository.js';
import { Env } from '../../../platform/config/env.js';
import { linkToJob } from '../../../platform/config/public-links.js';
import { JobRedactors } from '../../../platform/redaction/job-redactors.js';
import type { HistoryEntry } from '../follow-ups/pull-request-history.js';
import type { JobRun } from '../job-run.js';
import { FurtherSections } from '../publishing/further-sections.js';
import type { RunNumbers } from '../publishing/pull-request-text.js';
import { untilStored } from '../until-stored.js';
import { LedgerRepository } from '../usage/ledger.repository.js';
import { type Asker, evidenceBody } from './evidence-body.js';
import type { Section } from './section.js';

/** What a workflow says of its own work. */
export interface Account {
  /** The job that did it: a retry may publish what another one has done. */
  readonly doneBy: Pick<Job, 'id' | 'model'>;
  /** Claude's closing words; null: none. */
  readonly summary: string | null;
  readonly numbers: RunNumbers;
  /** After the summary; default: nothing. */
  readonly sections?: readonly Section[];
  /** What came of the checks, in a few words; default: there were none. */
  readonly checks?: string | null;
}

/** What a job says in its pull request. */
export interface EvidenceText {
  /** In markdown, within GitHub's limit. */
  readonly body: string;
  readonly entry: HistoryEntry;
}

/** Writes what a pull request tells of the work behind it, without secrets. */
@Injectable()
export class RunEvidence {
  constructor(
    private readonly env: Env,
    private readonly references: ReferenceRepository,
    private readonly ledger: LedgerRepository,
    private readonly further: FurtherSections,
    private readonly redactors: JobRedactors,
  ) {}

  /** @throws RunStopped when the run had to end. */
  async of(run: JobRun, account: Account): Promise<EvidenceText> {
    const { id } = run.job;
    const clean = (text: string | null): string | null => text && this.redactors.redact(id, text);
    const job = { ...this.redactors.clean(run.job), plan: clean(run.job.plan) };
    const [asker, models, further] = await allOf([
      this.askerOf(run.job),
      this.modelsOf(account.doneBy),
      this.further.of(run),
    ]);
    const summary = clean(account.summary);
    const link = linkToJob(this.env.PUBLIC_URL, id);
    const { numbers, sections = [], checks = null } = account;
    const body = evidenceBody({
      job,
      asker,
      summary,
      isData: job.output_schema !== null,
      numbers,
      models,
      link,
      sections: [...sections, ...further.map((text) => ({ text }))],
    });
    return { body: this.redactors.redact(id, body), entry: { summary, numbers, asker, link, checks } };
  }

  private async askerOf({
    created_by_team_member_id: id,
    created_by_key: key,
    github_request: asked,
  }: Job): Promise<Asker> {
    const found = id === null ? [] : await untilStored(() => this.references.teamMembers([id]));
    return { teamMember: found[0]?.name || null, key, login: asked?.login ?? null };
  }

  /** As the ledger tells; of a job whose runs told nothing, the one that it asked for. */
  private async modelsOf({ id, model }: Account['doneBy']) {
    const used = await untilStored(() => this.ledger.modelsOf(id));
    if (used.length > 0 || model === null) return used;
    return [{ model, inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: null }];
  }
}
