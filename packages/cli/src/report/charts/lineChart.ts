import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { markup, type Markup } from '../markup.js';
import { area, axes, chart, coordinate, wholeTicks, type Scale } from './axes.js';
import type { Point } from './thin.js';

export interface Series {
  readonly name: string;
  readonly look: 'first' | 'second' | 'faint';
  readonly points: readonly Point[];
  /** Dots at the points, and the last value in figures. */
  readonly marked?: boolean;
}

export interface LineChart {
  /** The chart in a sentence, for those who cannot see it. */
  readonly label: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  readonly format: (y: number) => string;
  /** The same for the ticks, where round numbers can be shorter. */
  readonly formatTick?: (y: number) => string;
  readonly scale?: 'linear' | 'log';
  /** Values that the vertical axis must show, whatever the data: 0, say. */
  readonly including?: readonly number[];
}

/** Curves over steps or epochs. Values that are not finite leave a gap. */
export function lineChart(options: LineChart): Markup {
  const { label, x, y, series, format, formatTick = format, scale = 'linear', including = [] } = options;
  const finite = series.flatMap(({ points }) => points.filter((point) => Number.isFinite(point.y)));
  if (finite.length === 0) return markup`<p class="none">No finite value of the ${y} to draw.</p>`;
  const xScale = scaleLinear(padded(series.flatMap(({ points }) => points.map((point) => point.x))), [
    area.left,
    area.right,
  ]);
  const yValues = [...finite.map((point) => point.y), ...including];
  const yScale = verticalScale(yValues, scale === 'log' && Math.min(...yValues) > 0);
  const path = line<Point>()
    .defined((point) => Number.isFinite(yScale(point.y)))
    .x((point) => xScale(point.x))
    .y((point) => yScale(point.y))
    .digits(1);
  return chart(
    {
      label,
      name: y,
      legend:
        series.length > 1
          ? series.map(({ name, look }) => ({ name, sign: markup`<path class="line ${look}" d="M-9,0H9"/>` }))
          : [],
    },
    axes(
      { name: x, scale: xScale, ticks: wholeTicks(xScale, 6), format: String },
      { name: y, scale: yScale, ticks: verticalTicks(yScale), format: formatTick },
    ),
    series.map(({ look, points }) => markup`<path class="line ${look}" d="${path(points) ?? ''}"/>`),
    series.filter(({ marked }) => marked).map((one) => dots(one, xScale, yScale, x, format)),
    lastValues(series, yScale, format),
  );
}

function dots(
  { look, points, name }: Series,
  xScale: Scale,
  yScale: Scale,
  x: string,
  format: (y: number) => string,
): Markup {
  // Thousands of dots are a smear; a few dozen can be counted and pointed at.
  const shown = points.length > 60 ? [] : points.filter((point) => Number.isFinite(yScale(point.y)));
  return markup`<g class="dots ${look}">${shown.map(
    (point) =>
      markup`<circle cx="${coordinate(xScale(point.x))}" cy="${coordinate(yScale(point.y))}" r="2.6"><title>${name}, ${x} ${point.x}: ${format(point.y)}</title></circle>`,
  )}</g>`;
}

/** The last value of each marked curve at the right margin, moved apart where they would overlap. */
function lastValues(series: readonly Series[], yScale: Scale, format: (y: number) => string): Markup {
  const labels = series
    .filter(({ marked }) => marked)
    .flatMap(({ look, points }) => {
      const value = points.findLast((point) => Number.isFinite(yScale(point.y)))?.y;
      return value === undefined ? [] : [{ look, text: format(value), y: yScale(value) }];
    })
    .sort((a, b) => a.y - b.y);
  let above = -Infinity;
  const drawn = labels.map(({ look, text, y }) => {
    above = Math.max(y, above + 12);
    return markup`<text class="value ${look}" x="${area.right + 6}" y="${coordinate(above)}" dy="0.32em">${text}</text>`;
  });
  return markup`<g>${drawn}</g>`;
}

function verticalScale(values: readonly number[], log: boolean): Scale {
  if (log) return scaleLog(padded(values, 1.25), [area.bottom, area.top]);
  return scaleLinear(padded(values), [area.bottom, area.top]).nice(5);
}

/** Ticks 1, 2, 5 times powers of ten on a logarithmic scale; powers only, and not all of them, where that is too many. */
function verticalTicks(scale: Scale): number[] {
  if (!('base' in scale)) return scale.ticks(5);
  const [low, high] = scale.domain() as [number, number];
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) powers.push(power);
  const inside = (factors: readonly number[]): number[] =>
    powers
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((t) => t >= low && t <= high);
  const choices = [[1, 2, 5], [1, 3], [1]].map(inside);
  const few = choices.find((choice) => choice.length <= 6) ?? choices[2]!;
  return few.filter((_, i) => i % Math.ceil(few.length / 6) === 0);
}

/** The ends of the values; a single value gets room on both sides. With a ratio, the room is a factor, for logarithms. */
function padded(values: readonly number[], ratio?: number): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  if (low < high) return [low, high];
  return ratio === undefined
    ? [low - (Math.abs(low) / 2 || 0.5), high + (Math.abs(high) / 2 || 0.5)]
    : [low / ratio, high * ratio];
}
