import type { Activation } from '../formula.js';
import {
  normalCentre,
  normalCumulative,
  normalDensity,
  normalTailDeficit,
  scaledGaussian,
  scaledNormalTail,
} from './normal.js';

/**
 * gelu(x) = x Phi(x)
 *
 * The Gaussian error linear unit: a smooth ReLU that weighs x by the probability that a standard normal number lies below
 * it. Transformers.
 *
 * $$f(x) = x\,\Phi(x) = \frac{x}{2}\left(1 + \operatorname{erf}\frac{x}{\sqrt 2}\right), \qquad f'(x) = \Phi(x) + x\,\varphi(x)$$
 * 1. $\Phi' = \varphi$ with $\varphi(x) = e^{-x^2/2} / \sqrt{2\pi}$.
 * 2. Product rule: $(x\,\Phi)' = \Phi + x\,\varphi$.
 * 3. $f'' = \varphi\,(2 - x^2)$; $f'$ is 0 at $x_0 = -0.7517915\ldots$, where $f$ has its minimum $-0.1699712\ldots$
 *
 * Computed as: for x < -0.66, Phi(x) is e^(-x^2/2) T(-x) with a slowly varying T, where 1 + erf would cancel: it is exactly
 * 0 from -8.4 on, while gelu goes on for 300 powers of ten. The derivative there is e^(-x^2/2) (T(-x) + x / sqrt(2 pi)).
 * Around x_0 the two terms cancel; there it is (x - x_0) times a polynomial (interpolated in 60-digit arithmetic); and around
 * its minimum at -sqrt(2), where the factors would add up their errors, a polynomial. The double nearest to 1 / sqrt(2 pi) is 2.49e-17 too
 * large, which is put back where terms cancel.
 *
 * No kinks. At -Infinity 0, at Infinity Infinity, the derivative 0 and 1. NaN stays NaN.
 *
 * @example
 * gelu(1) // => 0.8413447461
 * gelu(-10) // => -7.61985302e-23
 * geluDerivative(0) // => 0.5
 *
 * @see geluTanh, its approximation by tanh.
 * Source: Hendrycks, Gimpel, "Gaussian error linear units (GELUs)", 2016, section 2.
 */
export function gelu(x: number): number {
  // The exact number is below every double, and -Infinity times 0 would be NaN.
  if (x < -40) return 0;
  if (x < -0.66) return (normalTailDeficit(-x) + 2.49232720227773e-17 - 0.3989422804014327) * scaledGaussian(x, 0);
  return x * normalCumulative(x);
}

/** Phi(x) + x phi(x): the derivative of {@link gelu}. */
export function geluDerivative(x: number): number {
  if (x < -40) return 0;
  // e^-32 comes last: before it, nothing has underflowed.
  if (x < -37)
    return (
      scaledGaussian(x, 32) *
      (scaledNormalTail(-x) - x * 2.49232720227773e-17 + x * 0.3989422804014327) *
      1.2664165549094176e-14
    );
  if (x < -1.9)
    return scaledGaussian(x, 0) * (scaledNormalTail(-x) - x * 2.49232720227773e-17 + x * 0.3989422804014327);
  if (x < -1.35) return geluDerivativeNearMinimum(x + 1.625);
  if (x < -0.4) return geluDerivativeNearRoot(x);
  if (x < 0.66) return 0.5 + (normalCentre(x) + x * normalDensity(x));
  if (x > 40) return 1;
  return 1 + scaledGaussian(x, 0) * (x * 0.3989422804014327 - scaledNormalTail(x));
}

/** For -1.35 <= x <= -0.4; the root x_0 is the sum of two doubles. */
function geluDerivativeNearRoot(x: number): number {
  const d = x + 0.7517915246935645 - 1.4956759177009883e-17;
  const p3 =
    ((5.676884750608879e-8 * d + 5.910527133751577e-7) * d + 4.143644588739848e-7) * d - 0.00000776210117551085;
  const p7 =
    (((p3 * d - 0.000011213255610680702) * d + 0.0000861621470466583) * d + 0.00018633995266261507) * d -
    0.0007448270866316744;
  const p11 =
    (((p7 * d - 0.0022395381014034834) * d + 0.004539228390976043) * d + 0.019421679839921033) * d -
    0.014771522148522119;
  return (
    d *
    ((((p11 * d - 0.11400823329725603) * d - 0.018199676398668506) * d + 0.3882849829905522) * d + 0.4314939923140469)
  );
}

/** gelu'(d - 1.625) for |d| <= 0.275, around its minimum at -sqrt(2): off by at most 3e-17 of its value (interpolated in 60-digit arithmetic). */
function geluDerivativeNearMinimum(d: number): number {
  const p9 =
    (((0.000004684911763128207 * d + 0.000006629788727486026) * d - 0.00004769737906736055) * d -
      0.00014671473252292756) *
      d +
    0.00025997083640065977;
  const p5 =
    (((p9 * d + 0.0017386265684355027) * d + 0.0005144770078885099) * d - 0.011705364321078326) * d -
    0.020879976918010593;
  const p2 = ((p5 * d + 0.029387732243669) * d + 0.13337658266494665) * d + 0.11767068482001133;
  return (p2 * d - 0.06825107802115606) * d - 0.12104340629698118;
}

export const geluActivation: Activation = Object.freeze({
  kind: 'activation',
  name: 'gelu',
  value: gelu,
  derivative: geluDerivative,
  range: { low: -0.1699712074799037, high: Infinity, highOpen: true },
  kinks: [],
  landmarks: [
    -0.7517915246935645, 0, -0.66, 0.66, 0.74, -0.4, -1, 1, -1.35, -1.9, -5.656854249492381, 5.656854249492381, -8.3,
    -37, -38.5,
  ],
  monotone: 'none',
  limits: { minusInfinity: 0, plusInfinity: Infinity },
  tex: { value: 'x\\,\\Phi(x)', derivative: '\\Phi(x) + x\\,\\varphi(x)' },
  sources: [
    { author: 'Hendrycks, Gimpel', title: 'Gaussian error linear units (GELUs)', year: 2016, where: 'section 2' },
    {
      author: 'Cody',
      title: 'Rational Chebyshev approximations for the error function',
      year: 1969,
      where: 'Mathematics of Computation 23',
    },
  ],
});
