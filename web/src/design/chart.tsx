import { useEffect, useRef } from 'preact/hooks';
import type UPlot from 'uplot';
import { theme } from '../app/theme.js';

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly words: (value: number | null) => string;
  /** A colour of the palette. */
  readonly colour: string;
  /** Where its axis is; default: left. `none`: it is drawn from 0 to 1 without one. */
  readonly axis?: 'left' | 'right' | 'none';
  /** A level that was set, not something that was measured. */
  readonly isLine?: boolean;
}

interface ChartProps {
  /** What it shows, for those who cannot see it. */
  readonly label: string;
  readonly x: readonly number[];
  readonly xLabel: (value: number) => string;
  readonly series: readonly Series[];
}

const HEIGHT = 230;
/** As uPlot numbers the sides. */
// oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- its enum exists in its types alone
const RIGHT: UPlot.Axis.Side = 1;
const SCALES = { left: 'y', right: 'z', none: 'p' } as const;
/** A colour of the palette as a canvas understands it: resolved for the theme that is shown. */
function colour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Values over days or steps. It fits the width of its place, and takes its colours from the palette. */
export function TimeChart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const { label, series } = props;
  useEffect(() => {
    let chart: UPlot | null = null;
    let isGone = false;
    const resize = new ResizeObserver(([entry]) => {
      if (entry) chart?.setSize({ width: Math.max(200, entry.contentRect.width), height: HEIGHT });
    });
    const draw = async (): Promise<void> => {
      const { default: Plot } = await import('uplot');
      if (isGone || !place.current) return;
      chart = new Plot(optionsOf(props, place.current.clientWidth), dataOf(props), place.current);
      resize.observe(place.current);
    };
    void draw();
    return () => {
      isGone = true;
      resize.disconnect();
      chart?.destroy();
    };
  }, [JSON.stringify([props.x, series.map(({ values }) => values)]), theme.value]);
  return <div ref={place} class="chart" role="img" aria-label={label} />;
}

function dataOf({ x, series }: ChartProps): UPlot.AlignedData {
  return [[...x], ...series.map(({ values }) => [...values])];
}

function optionsOf({ xLabel, series }: ChartProps, width: number): UPlot.Options {
  const hasRight = series.some(({ axis }) => axis === 'right');
  return {
    width: Math.max(200, width),
    height: HEIGHT,
    scales: { x: { time: false }, y: { range: fromZero }, z: { range: fromZero }, p: { range: [0, 1.02] } },
    axes: [
      { ...axisLook(), values: (_, values) => values.map((value) => (Number.isInteger(value) ? xLabel(value) : '')) },
      { ...axisLook(), scale: 'y', size: 70, values: wordsOf(series.find(({ axis = 'left' }) => axis === 'left')) },
      ...(hasRight
        ? [
            {
              ...axisLook(),
              scale: 'z',
              side: RIGHT,
              size: 70,
              grid: { show: false },
              values: wordsOf(series.find(({ axis }) => axis === 'right')),
            },
          ]
        : []),
    ],
    series: [{ label: 'At', value: (_, value) => (value === null ? '–' : xLabel(value)) }, ...series.map(seriesLook)],
  };
}

const fromZero = (_: UPlot, __: number, max: number): [number, number] => [0, max > 0 ? max * 1.08 : 1];

function wordsOf(series: Series | undefined) {
  return (_: UPlot, values: number[]) => values.map((value) => series?.words(value) ?? String(value));
}

function axisLook() {
  return {
    stroke: () => colour('--ink-soft'),
    grid: { stroke: () => colour('--edge'), width: 1 },
    ticks: { stroke: () => colour('--edge'), width: 1 },
  };
}

function seriesLook({ name, words, colour: named, axis = 'left', isLine = false }: Series): UPlot.Series {
  return {
    label: name,
    scale: SCALES[axis],
    stroke: () => colour(named),
    width: isLine ? 1.5 : 2,
    ...(isLine ? { dash: [6, 5], points: { show: false } } : { points: { size: 6 } }),
    spanGaps: true,
    value: (_, value) => words(value),
  };
}
