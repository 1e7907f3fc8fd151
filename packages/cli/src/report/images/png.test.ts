import { real, vector } from '@handgrad/gradcheck';
import * as fc from 'fast-check';
import { decode, type DecodedPng } from 'fast-png';
import { expect, test } from 'vitest';
import { divergingColour } from './divergingColour.js';
import { divergingPng, greyPng } from './png.js';

function decoded(uri: string): DecodedPng {
  const prefix = 'data:image/png;base64,';
  expect(uri.startsWith(prefix)).toBe(true);
  return decode(Buffer.from(uri.slice(prefix.length), 'base64'), { checkCrc: true });
}

test('bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (pixels) => {
      const { width, height, channels, data } = decoded(greyPng(pixels, 4, 3));
      expect([width, height, channels]).toEqual([4, 3, 1]);
      expect([...data]).toEqual([...pixels]);
    }),
  );
});

test('numbers from 0 to 1 come back to half a level, and what is beyond stays at the end', () => {
  fc.assert(
    fc.property(vector(real({ low: 0, high: 1 }), 6), (pixels) => {
      const { data } = decoded(greyPng(pixels, 2, 3));
      // A byte has levels 1/255 apart; rounding is off by at most half of that, and a last bit.
      for (const [i, level] of [...data].entries())
        expect(Math.abs(level / 255 - pixels[i]!)).toBeLessThanOrEqual(0.5001 / 255);
    }),
  );
  expect([...decoded(greyPng(Float64Array.of(-1, 2, NaN), 3, 1)).data]).toEqual([0, 255, 0]);
});

test('signed numbers come back as the colours of the scale', () => {
  const { data, channels } = decoded(divergingPng(Float64Array.of(-0.2, 0, 0.1, 5), 2, 2, 0.2));
  expect(channels).toBe(3);
  expect([...data]).toEqual([-1, 0, 0.5, 1].flatMap((t) => [...divergingColour(t)]));
});

test('blue below 0, white at 0, red above, and darker further out', () => {
  expect(divergingColour(0)).toEqual([255, 255, 255]);
  fc.assert(
    fc.property(real({ low: 0.01, high: 1 }), real({ low: 0.01, high: 1 }), (a, b) => {
      const [red, , blue] = divergingColour(a);
      expect(red).toBeGreaterThan(blue);
      expect(divergingColour(-a)[2]).toBeGreaterThan(divergingColour(-a)[0]);
      const light = (t: number): number => divergingColour(t).reduce((sum, part) => sum + part);
      if (a < b) expect(light(a)).toBeGreaterThanOrEqual(light(b));
    }),
  );
  expect(divergingColour(NaN)).toEqual([128, 128, 128]);
});

test('throws a RangeError that names both sizes where the pixels do not fill the picture', () => {
  expect(() => greyPng(new Uint8Array(5), 2, 3)).toThrow(
    new RangeError('greyPng: expected width x height = 2 x 3 pixels, got 5. Pass the size of one image.'),
  );
  expect(() => divergingPng(new Float64Array(0), 0, 0, 1)).toThrow(RangeError);
});
