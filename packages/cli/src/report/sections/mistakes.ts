import { greyPng } from '../images/png.js';
import { markup, type Markup } from '../markup.js';
import { formatPercent } from '../numbers.js';
import type { MistakeData } from '../reportData.js';
import { display, fraction, mi, mo, row, sub, sum, sup } from './mathml.js';
import { prose, type Section } from './section.js';

/** The test images that the network got most wrong. */
export function mistakesPart(mistakes: readonly MistakeData[]): Section {
  return {
    id: 'mistakes',
    heading: 'Its worst mistakes',
    body: markup`${prose(
      `Test images that it was surest of, and wrong. The share is the probability that it gave to its answer: the softmax of the last layer’s outputs. Would you have read them right?`,
    )}
${softmaxFormula()}
<ul class="digits">${mistakes.map(
      (mistake) => markup`<li>${digit(mistake)}</li>
`,
    )}</ul>`,
  };
}

function digit({ pixels, width, height, truth, predicted, probability }: MistakeData): Markup {
  const sure = formatPercent(probability);
  return markup`<figure><img src="${greyPng(pixels, width, height)}" width="${width}" height="${height}" alt="An image of ${truth} that was taken for ${predicted}"/><figcaption>is <strong>${truth}</strong><br/>read as <span class="broken">${predicted}</span><br/><small>${sure} sure</small></figcaption></figure>`;
}

function softmaxFormula(): Markup {
  const power = (index: string): Markup => sup(mi('e'), sub(mi('z'), mi(index)));
  return display(sub(mi('p'), mi('j')), mo('='), fraction(power('j'), row(sum(mi('k')), power('k'))));
}
