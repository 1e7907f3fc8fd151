import { encode } from 'fast-png';
import { divergingColour } from './divergingColour.js';

/**
 * A grey picture as a data URI: 0 is black, 255 (bytes) or 1 (numbers) is white.
 *
 * @throws RangeError when there are not width x height pixels.
 */
export function greyPng(pixels: Uint8Array | Float64Array, width: number, height: number): string {
  demandPixels('greyPng', pixels.length, width, height);
  const data = pixels instanceof Uint8Array ? pixels : Uint8Array.from(pixels, (share) => byte(share * 255));
  return dataUri(encode({ width, height, data, channels: 1, depth: 8 }));
}

/**
 * Signed numbers as a blue-white-red picture, as a data URI: -limit and below is dark blue, 0 white, limit dark red.
 *
 * @throws RangeError when there are not width x height values.
 */
export function divergingPng(values: Float64Array, width: number, height: number, limit: number): string {
  demandPixels('divergingPng', values.length, width, height);
  const data = new Uint8Array(values.length * 3);
  for (const [i, value] of values.entries()) data.set(divergingColour(value / limit), i * 3);
  return dataUri(encode({ width, height, data, channels: 3, depth: 8 }));
}

function demandPixels(name: string, length: number, width: number, height: number): void {
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (whole && length === width * height) return;
  throw new RangeError(
    `${name}: expected width x height = ${width} x ${height} pixels, got ${length}. Pass the size of one image.`,
  );
}

function byte(x: number): number {
  return Math.min(255, Math.max(0, Math.round(x)));
}

function dataUri(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}
