import type { ApiClient } from './api-client.js';

export interface IterationBody {
  readonly id: string;
  readonly iterationNumber: number;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly exitCode: number | null;
  readonly error: string | null;
  readonly promiseDetected: boolean;
  readonly promiseClaimed: boolean;
  readonly blockedReason: string | null;
  readonly outputSummary: string | null;
  readonly feedbackResults: readonly {
    readonly command: string;
    readonly exitCode: number | null;
    readonly passed: boolean;
    readonly timedOut: boolean;
    readonly durationMs: number;
    readonly output: string;
  }[];
  readonly publishProblem: string | null;
  readonly sessionId: string | null;
  readonly filesChanged: number | null;
  readonly treeChanged: boolean;
  readonly numTurns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  readonly durationMs: number;
}

/** Answer of GET /jobs/:id/iterations. */
export interface IterationsBody {
  readonly jobId: string;
  readonly currentIteration: number;
  readonly maxIterations: number;
  readonly completionReason: string | null;
  readonly iterations: readonly IterationBody[];
}

export async function iterationsOf(api: ApiClient, jobId: string): Promise<IterationsBody> {
  return (await api.get<IterationsBody>(`/jobs/${jobId}/iterations`)).body;
}
