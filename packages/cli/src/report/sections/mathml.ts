import { markup, type Content, type Markup } from '../markup.js';

/** Identifier, operator, number: the leaves of a formula. */
export const mi = (name: string): Markup => markup`<mi>${name}</mi>`;
export const mo = (sign: string): Markup => markup`<mo>${sign}</mo>`;
export const mn = (number: string | number): Markup => markup`<mn>${number}</mn>`;
/** A vector or matrix: bold and upright, as NOTATION has them. */
export const bold = (name: string): Markup => markup`<mi mathvariant="normal" class="bold">${name}</mi>`;

export const row = (...parts: readonly Content[]): Markup => markup`<mrow>${parts}</mrow>`;
export const sub = (base: Content, index: Content): Markup => markup`<msub>${base}${index}</msub>`;
export const sup = (base: Content, exponent: Content): Markup => markup`<msup>${base}${exponent}</msup>`;
export const fraction = (above: Content, below: Content): Markup => markup`<mfrac>${above}${below}</mfrac>`;
export const sum = (below: Content): Markup => markup`<munder><mo>∑</mo>${below}</munder>`;
export const of = (...inside: readonly Content[]): Markup => markup`<mrow><mo>(</mo>${inside}<mo>)</mo></mrow>`;

/** A formula on a line of its own. */
export function display(...parts: readonly Content[]): Markup {
  return markup`<div class="formula"><math display="block"><mrow>${parts}</mrow></math></div>`;
}

/** A formula within a sentence. */
export function inline(...parts: readonly Content[]): Markup {
  return markup`<math><mrow>${parts}</mrow></math>`;
}
