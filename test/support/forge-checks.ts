import type { ApiAnswer, ApiRequest, Handler } from './forge-api.js';
import { NOT_FOUND } from './forge-refusals.js';
import { REPOSITORY } from './forge-route.js';
import type { GithubDescription } from './github-description.js';

/** A suite with its only run. */
export interface ForgeSuite {
  readonly app: string;
  readonly check: string;
  /** null: it has not ended. */
  conclusion: 'success' | 'failure' | null;
  /** Of GitHub Actions alone. */
  readonly log: string;
}

/** Checks of commits. */
export class ForgeChecks {
  /** By commit. */
  readonly suites = new Map<string, ForgeSuite[]>();

  constructor(
    private readonly description: GithubDescription,
    private readonly apiUrl: () => string,
  ) {}

  handlers(): Readonly<Record<string, Handler>> {
    return {
      [`get ${REPOSITORY}/commits/{ref}/check-suites`]: (request) => this.listSuites(request),
      [`get ${REPOSITORY}/commits/{ref}/check-runs`]: (request) => this.listRuns(request),
      [`get ${REPOSITORY}/actions/jobs/{job_id}/logs`]: (request) => this.lead(request),
    };
  }

  /** The file to which GitHub leads; null: there is none. */
  logAt(path: string): string | null {
    const id = /^\/logs-elsewhere\/(\d+)$/.exec(path)?.[1];
    return id === undefined ? null : (this.all[Number(id) - 1]?.log ?? null);
  }

  private get all(): ForgeSuite[] {
    return [...this.suites.values()].flat();
  }

  private of({ path }: ApiRequest): ForgeSuite[] {
    return this.suites.get(path.split('/').at(-2) ?? '') ?? [];
  }

  private listSuites(request: ApiRequest): ApiAnswer {
    const sample = this.description.sample('check-suite');
    // Of an App that could check the commit, and never does.
    const idle = { ...sample, status: 'queued', conclusion: null, latest_check_runs_count: 0 };
    const shown = this.of(request).map(({ conclusion }) => ({
      ...sample,
      ...stateOf(conclusion),
      latest_check_runs_count: 1,
    }));
    return { status: 200, body: { total_count: shown.length + 1, check_suites: [idle, ...shown] } };
  }

  private listRuns(request: ApiRequest): ApiAnswer {
    const sample = this.description.sample('check-run');
    const app = this.description.sample('integration');
    const ended = this.of(request).filter(({ conclusion }) => conclusion !== null);
    const shown = ended.map((suite) => ({
      ...sample,
      ...stateOf(suite.conclusion),
      id: this.all.indexOf(suite) + 1,
      name: suite.check,
      app: { ...app, slug: suite.app },
      output: { ...(sample['output'] as object), title: `${suite.check} says`, summary: suite.log, text: null },
    }));
    return { status: 200, body: { total_count: shown.length, check_runs: shown } };
  }

  private lead({ path }: ApiRequest): ApiAnswer {
    const id = Number(path.split('/').at(-2));
    if (this.all[id - 1]?.app !== 'github-actions') return NOT_FOUND;
    return { status: 302, body: '', headers: { location: `${this.apiUrl()}/logs-elsewhere/${id}` } };
  }
}

function stateOf(conclusion: ForgeSuite['conclusion']) {
  return { status: conclusion === null ? 'in_progress' : 'completed', conclusion };
}
