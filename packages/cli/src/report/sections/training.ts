import {
  counted,
  formatCount,
  formatNumber,
  formatPercent,
  formatSeconds,
  historyAlarm,
  historyFigures,
  historyNumbers,
  markup,
  prose,
  unfolding,
  type Content,
  type Markup,
} from '@handgrad/mlp/page';
import type { TrainingData } from '../reportData.js';
import { confusionPart } from './confusion.js';
import { stepCurve } from './curves.js';
import { apart, bold, display, fraction, mi, mn, mo, of, row, sub, sup, transposed } from './mathml.js';
import { mistakesPart } from './mistakes.js';
import type { Section } from './section.js';
import { weightsPart } from './weights.js';

/** The network: how it learned, and what it does on data that it never saw. */
export function trainingSections(data: TrainingData): Section[] {
  const { confusion, mistakes, weights } = data;
  return [
    learning(data),
    ...(confusion === undefined ? [] : [confusionPart(confusion)]),
    ...(mistakes === undefined || mistakes.length === 0 ? [] : [mistakesPart(mistakes, data.certainty)]),
    ...(weights === undefined || weights.images.length === 0 ? [] : [weightsPart(weights)]),
  ];
}

function learning({ summary, epochs, batches, device, test }: TrainingData): Section {
  const seconds = epochs.reduce((total, epoch) => total + epoch.seconds, 0);
  const classes = Number.isFinite(test.accuracy);
  return {
    id: 'training',
    heading: 'A network learns',
    result: classes
      ? { figure: formatPercent(test.accuracy, 2), meaning: `right on ${formatCount(test.samples)} test samples` }
      : {
          figure: formatNumber(test.loss, 3),
          meaning: `loss on ${formatCount(test.samples)} test samples`,
          alarming: !Number.isFinite(test.loss),
        },
    body: markup`${prose(
      `Each step takes a batch, computes the loss, sends its gradient back through the layers, and moves every weight a little downhill. The error of a layer follows from the error of the layer after it:`,
    )}
${backpropagation()}
<pre class="scroll" role="region" aria-label="The layers of the model" tabindex="0">${summary}</pre>
${prose(
  `${counted(epochs.length, 'epoch')} in ${formatSeconds(seconds)}${device === undefined ? '' : ` on ${device}`}. On ${counted(test.samples, 'test sample')} that it never saw: loss ${formatNumber(test.loss)}`,
  classes && `, accuracy ${formatPercent(test.accuracy, 2)}`,
  `.`,
)}
${historyAlarm(epochs, batches)}
<div class="pair">${stepCurve(batches)}${historyFigures(epochs)}</div>
${epochs.length > 0 && unfolding('The numbers', historyNumbers(epochs))}`,
  };
}

/** For a batch A of samples in rows: the delta recursion, the gradient and the step. */
function backpropagation(): Markup {
  const at = (name: string, layer: Content): Markup => sup(bold(name), layer);
  const [now, next] = [mi('l'), row(mi('l'), mo('+'), mn(1))];
  const delta = row(
    at('Δ', now),
    mo('='),
    of(at('Δ', next), transposed(of(at('W', next)))),
    mo('⊙'),
    sup(mi('f'), mo('′')),
    of(at('Z', now)),
  );
  const before = row(mi('l'), mo('−'), mn(1));
  const gradient = row(
    fraction(row(mo('∂'), mi('C')), row(mo('∂'), at('W', now))),
    mo('='),
    transposed(of(at('A', before))),
    at('Δ', now),
  );
  const step = row(bold('W'), mo('←'), bold('W'), mo('−'), mi('η'), sub(mo('∇'), bold('W')), mi('C'));
  return markup`${display(delta)}${display(gradient, apart(), step)}`;
}
