import { markup, type Markup } from './markup.js';
import type { ReportData } from './reportData.js';
import { logisticSection } from './sections/logistic.js';
import { perceptronSection } from './sections/perceptron.js';
import { sectionMarkup, type Section } from './sections/section.js';
import { trainingSections } from './sections/training.js';
import { verifySection } from './sections/verify.js';
import { style } from './style.js';

/**
 * The report as one HTML document that needs nothing else: no script, no font, no image from elsewhere. The content
 * security policy in its head forbids every request, so that this stays so.
 *
 * @throws RangeError when a confusion matrix or an image has not the shape that its data say.
 */
export function renderReport(data: ReportData): string {
  const sections = sectionsOf(data);
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
<meta name="generator" content="Handgrad"/>
<title>${data.title}</title>
${{ html: `<style>${style}</style>` }}
</head>
<body>
<header>
<h1>${data.title}</h1>
<p class="subtitle">${data.subtitle}</p>
${results(sections)}
${contents(sections)}
</header>
<main>
${sections.length === 0 && markup`<p class="none">This run left nothing to report.</p>`}
${sections.map(
  (section) => markup`${sectionMarkup(section)}
`,
)}</main>
</body>
</html>
`;
  return `<!doctype html>\n${page.html}`;
}

function sectionsOf({ verify, perceptron, logistic, training }: ReportData): Section[] {
  return [
    ...(verify === undefined ? [] : [verifySection(verify)]),
    ...(perceptron === undefined ? [] : [perceptronSection(perceptron)]),
    ...(logistic === undefined ? [] : [logisticSection(logistic)]),
    ...(training === undefined ? [] : trainingSections(training)),
  ];
}

/** What came out, in one figure for each part that has one. */
function results(sections: readonly Section[]): Markup | false {
  const shown = sections.flatMap(({ id, result }) => (result === undefined ? [] : [{ id, ...result }]));
  if (shown.length === 0) return false;
  return markup`<ul class="results">${shown.map(
    ({ id, figure, meaning, alarming }) =>
      markup`<li${alarming === true && markup` class="alarming"`}><a href="#${id}"><strong>${figure}</strong> <span>${meaning}</span></a></li>
`,
  )}</ul>`;
}

function contents(sections: readonly Section[]): Markup | false {
  if (sections.length < 2) return false;
  return markup`<nav aria-label="Contents"><ol>${sections.map(
    ({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>
`,
  )}</ol></nav>`;
}
