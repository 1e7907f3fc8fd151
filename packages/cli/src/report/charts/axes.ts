import type { ScaleContinuousNumeric } from 'd3-scale';
import { markup, type Content, type Markup } from '../markup.js';

export type Scale = ScaleContinuousNumeric<number, number>;

/** The drawing area of every chart, in units of the view box: small, so that the letters can be read on a phone. */
export const area = Object.freeze({ width: 360, height: 236, left: 46, right: 318, top: 30, bottom: 198 });

export interface Axis {
  readonly name: string;
  readonly scale: Scale;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** An entry of the legend; `sign` draws its mark around the point (x, y). */
export interface LegendEntry {
  readonly name: string;
  readonly sign: (x: number, y: number) => Markup;
}

/** The SVG element of a chart. `label` is what a screen reader says in place of the picture. */
export function chart(label: string, ...contents: readonly Content[]): Markup {
  return markup`<svg class="chart" viewBox="0 0 ${area.width} ${area.height}" role="img" aria-label="${label}">${contents}</svg>`;
}

/** Grid, ticks and names of both axes; the name of the vertical one stands above it, where it can be read upright. */
export function axes(x: Axis, y: Axis): Markup {
  return markup`<g class="axes">
${y.ticks.map((tick) => markup`<line x1="${area.left}" x2="${area.right}" y1="${place(y, tick)}" y2="${place(y, tick)}"/><text x="${area.left - 7}" y="${place(y, tick)}" dy="0.32em" text-anchor="end">${y.format(tick)}</text>`)}
${x.ticks.map((tick) => markup`<line class="tick" x1="${place(x, tick)}" x2="${place(x, tick)}" y1="${area.bottom}" y2="${area.bottom + 4}"/><text x="${place(x, tick)}" y="${area.bottom + 16}" text-anchor="middle">${x.format(tick)}</text>`)}
<line class="base" x1="${area.left}" x2="${area.right}" y1="${area.bottom}" y2="${area.bottom}"/>
<text class="name" x="${(area.left + area.right) / 2}" y="${area.height - 4}" text-anchor="middle">${x.name}</text>
<text class="name" x="2" y="13">${y.name}</text>
</g>`;
}

/** The legend, right-aligned in the line above the plot. Widths are guessed from the number of letters. */
export function legend(entries: readonly LegendEntry[]): Markup {
  let end = area.width - 4;
  const drawn = [...entries].reverse().map(({ name, sign }) => {
    const start = end - name.length * 6 - 18;
    end = start - 12;
    return markup`${sign(start + 7, 9)}<text x="${start + 18}" y="13">${name}</text>`;
  });
  return markup`<g class="legend">${drawn}</g>`;
}

/** Whole numbers among a scale's ticks: there is no epoch 1.5. */
export function wholeTicks(scale: Scale, count: number): number[] {
  return scale.ticks(count).filter((tick) => Number.isInteger(tick) && tick > 0);
}

/** A coordinate, short: a tenth of a unit is finer than a pixel. */
export function coordinate(x: number): string {
  return String(Math.round(x * 10) / 10);
}

function place(axis: Axis, value: number): string {
  return coordinate(axis.scale(value));
}
