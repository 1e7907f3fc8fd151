/**
 * The standard normal distribution, as {@link gelu} needs it: correct to a few ulps relative to the result, however
 * small that is.
 */

/**
 * scaledGaussian(x, shift) = e^(shift - x^2/2)
 *
 * Computed as: x = z + r with z a multiple of 2^-20, so that z^2/2 is exact, and x^2/2 = z^2/2 + r (x + z)/2, the last
 * term below 2^-15: what it multiplies e^(-z^2/2) with is 1 and a little. Rounding x^2/2 itself, 700 say, would cost e^-700 three
 * digits; for |x| < 1 it costs less than the sum does. A shift of 32 keeps a tail above underflow until it has been multiplied.
 */
export function scaledGaussian(x: number, shift: number): number {
  // e^-800 is 0, and beyond it z would overflow.
  if (Math.abs(x) > 40) return 0;
  if (Math.abs(x) < 1) return Math.exp(shift - (x * x) / 2);
  const z = Math.round(x * 1048576) / 1048576;
  const rest = ((z - x) * (x + z)) / 2;
  const e = Math.exp(shift - (z * z) / 2);
  return e + e * Math.expm1(rest);
}

/**
 * normalTailDeficit(t) = 1 / sqrt(2 pi) - t e^(t^2/2) Phi(-t), for t >= 0.66: how much the tail of the normal distribution
 * lacks of its asymptote e^(-t^2/2) / (t sqrt(2 pi)). It falls from 0.19 like 1 / t^2, so that its own rounding hardly
 * matters.
 *
 * Source: for t >= sqrt(32), the rational function of Cody, "Rational Chebyshev approximations for the error function",
 * 1969, with the coefficients of his ANORM ("Algorithm 715: SPECFUN", 1993). Below, a rational function that meets the exact one
 * in 17 points (60-digit arithmetic): all coefficients positive, off by at most 6e-18 of its value.
 */
export function normalTailDeficit(t: number): number {
  if (t < 5.656854249492381) {
    const a = (0.39894202830250036 * t + 9.197158824092671) * t + 102.85518626157025;
    const b = ((a * t + 713.6595698850273) * t + 3310.6459599524756) * t + 10345.346654902318;
    const c = ((t + 23.053812388898272) * t + 260.8213257561849) * t + 1858.0047160468625;
    const d = ((c * t + 9066.60035421043) * t + 31153.08678514732) * t + 74886.68057866684;
    return (
      ((b * t + 20516.154635314124) * t + 21281.431094448137) /
      (((d * t + 120834.26187055107) * t + 118283.96088846325) * t + 53344.636905227875)
    );
  }
  const s = 1 / (t * t);
  const a = ((0.02307344176494017 * s + 0.215898534057957) * s + 0.12740116116024736) * s + 0.022235277870649807;
  const b = ((s + 1.284260096144911) * s + 0.4682382124808651) * s + 0.06598813786892856;
  return (
    (s * ((a * s + 0.0014216191932278934) * s + 0.000029112874951168793)) /
    ((b * s + 0.003782396332027582) * s + 0.00007297515550839662)
  );
}

/** e^(t^2/2) Phi(-t), for t >= 0.66. The double nearest to 1 / sqrt(2 pi) is 2.49e-17 too large. */
export function scaledNormalTail(t: number): number {
  return (0.3989422804014327 - (normalTailDeficit(t) + 2.49232720227773e-17)) / t;
}

/**
 * Phi(x) - 1/2 for |x| <= 0.74, an odd function: the same source, its rational function for the middle. He gives it up to 0.66, but it
 * is off by 1.4e-17 as far as 0.74.
 */
export function normalCentre(x: number): number {
  const s = x * x;
  const above =
    (((0.06568233791820745 * s + 2.2352520354606837) * s + 161.02823106855587) * s + 1067.6894854603709) * s +
    18154.98125334356;
  const below = (((s + 47.202581904688245) * s + 976.0985517377767) * s + 10260.932208618979) * s + 45507.78933502673;
  return (x * above) / below;
}

/**
 * normalCumulative(x) = Phi(x), the probability that a standard normal number is at most x.
 *
 * $$\Phi(x) = \frac{1}{\sqrt{2 \pi}} \int_{-\infty}^x e^{-t^2 / 2}\,dt = \tfrac12 \operatorname{erfc}(-x / \sqrt 2)$$
 *
 * Computed as: 1/2 plus an odd rational function in the middle; outside, the tail e^(-x^2/2) times a rational function,
 * and 1 minus that on the right. Around -1, where the factors of the tail would add up their errors, a polynomial. At -Infinity 0,
 * at Infinity 1. NaN stays NaN.
 *
 * @example
 * normalCumulative(0) // => 0.5
 * normalCumulative(1.96) // => 0.9750021049
 * normalCumulative(-30) // => 4.906713927e-198
 */
export function normalCumulative(x: number): number {
  if (Math.abs(x) <= 0.74) return 0.5 + normalCentre(x);
  if (x < -1.26) return scaledGaussian(x, 0) * scaledNormalTail(-x);
  if (x < 0) return normalAroundMinusOne(x + 1);
  return 1 - scaledGaussian(x, 0) * scaledNormalTail(x);
}

/** Phi(d - 1) for |d| <= 0.26, off by at most 4e-17 of its value: interpolated in 60-digit arithmetic. The third derivative is 0 at -1. */
function normalAroundMinusOne(d: number): number {
  const p9 =
    (((-4.778770815038037e-7 * d + 4.585514722560252e-7) * d + 0.0000073707850200240795) * d +
      0.0000018682599061241185) *
      d -
    0.0000880184334425125;
  const p4 =
    ((((p9 * d - 0.00012002520963450073) * d + 0.0007681610298896707) * d + 0.0020164227052847645) * d -
      0.004032845408650121) *
      d -
    0.02016422704327004;
  return ((p4 * d * d + 0.1209853622595717) * d + 0.24197072451914334) * d + 0.15865525393145705;
}

/**
 * normalDensity(x) = e^(-x^2/2) / sqrt(2 pi), the derivative of {@link normalCumulative}.
 *
 * @example
 * normalDensity(0) // => 0.3989422804
 */
export function normalDensity(x: number): number {
  return scaledGaussian(x, 0) * 0.3989422804014327;
}
