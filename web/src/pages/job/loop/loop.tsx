import type { JobDetail, Schemas } from '../../../api/types.js';
import { useResource } from '../../../api/use-resource.js';
import { dollars, span } from '../../../design/figures.js';
import { Empty, Loaded } from '../../../design/states.js';
import { Markdown } from '../../../text/markdown.js';
import { LoopChart } from './loop-chart.js';

type Iteration = Schemas['Iteration'];

/** The iterations of a loop as a chart and one by one. */
export function Loop({ job }: { readonly job: JobDetail }) {
  const { id, current_iteration: current, total_iterations: total, status } = job;
  const loop = useResource(
    (client) => client.get('/jobs/{id}/iterations', { params: { path: { id } } }),
    [id, current, total, status],
  );
  return (
    <Loaded of={loop} what="the iterations">
      {({ iterations, maxIterations }) =>
        iterations.length === 0 ? (
          <Empty title="The first iteration has not begun" />
        ) : (
          <>
            <LoopChart iterations={iterations} />
            <p class="soft small">
              {iterations.length} of at most {maxIterations ?? '–'} iterations
            </p>
            {iterations.map((iteration) => (
              <IterationCard key={iteration.id} iteration={iteration} />
            ))}
          </>
        )
      }
    </Loaded>
  );
}

function IterationCard({ iteration }: { readonly iteration: Iteration }) {
  const { iterationNumber: number, costUsd, durationMs, outputSummary, feedbackResults } = iteration;
  return (
    <section class="card">
      <div class="head">
        <h2>Iteration {number}</h2>
        <span class="row small number">
          <span>{dollars(costUsd)}</span>
          <span>{span(durationMs)}</span>
          <span class={`badge ${toneOf(iteration)}`}>{wordOf(iteration)}</span>
        </span>
      </div>
      <div class="body stack close">
        {outputSummary === null ? null : <Markdown text={outputSummary} />}
        {iteration.error === null ? null : <p class="notice red">{iteration.error}</p>}
        <ul class="moments">
          {feedbackResults.map(({ command, passed, durationMs: took }, index) => (
            <li key={index}>
              <bdi class="mono">{command.slice(0, 300)}</bdi>
              <span>
                <span class={`badge ${passed ? 'green' : 'red'}`}>{passed ? 'passed' : 'failed'}</span> {span(took)}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function wordOf({ completedAt, promiseDetected, promiseClaimed, blockedReason, error }: Iteration): string {
  if (completedAt === null) return 'under way';
  if (error !== null) return 'ended with an error';
  if (promiseDetected) return 'promise kept';
  if (blockedReason !== null) return 'blocked';
  return promiseClaimed ? 'promise too early' : 'goes on';
}

function toneOf({ completedAt, promiseDetected, error, blockedReason }: Iteration): string {
  if (completedAt === null) return 'blue';
  if (error !== null) return 'red';
  if (promiseDetected) return 'green';
  return blockedReason === null ? 'grey' : 'amber';
}
