import type { Schemas } from '../../../api/types.js';
import { Card } from '../../../design/page.js';
import { dollars, span } from '../../../design/figures.js';
import { TimeChart } from '../../../design/chart.js';

type Iteration = Schemas['Iteration'];

/** How long each iteration took, what it cost, and how many of its checks passed. */
export function LoopChart({ iterations }: { readonly iterations: readonly Iteration[] }) {
  const numbers = iterations.map(({ iterationNumber }) => iterationNumber);
  return (
    <Card title="Duration, cost and checks">
      <TimeChart
        label={`Duration and cost of ${iterations.length} iterations`}
        x={numbers}
        xLabel={(value) => `Iteration ${value}`}
        series={[
          { name: 'Duration', values: iterations.map(({ durationMs }) => durationMs), words: span, colour: '--blue' },
          {
            name: 'Cost',
            values: iterations.map(({ costUsd }) => costUsd),
            words: dollars,
            colour: '--violet',
            axis: 'right',
          },
          {
            name: 'Checks passed',
            values: iterations.map(passedOf),
            words: (value) => (value === null ? '–' : `${Math.round(value * 100)} %`),
            colour: '--green',
            axis: 'none',
          },
        ]}
      />
    </Card>
  );
}

/** The part of the checks that passed; null: there were none. */
function passedOf({ feedbackResults }: Iteration): number | null {
  if (feedbackResults.length === 0) return null;
  return feedbackResults.filter(({ passed }) => passed).length / feedbackResults.length;
}
