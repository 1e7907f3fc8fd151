import { table } from './table.mjs';

export function verdictTable(verdicts) {
  return table(
    ['what', 'bar', 'measured', 'verdict'],
    verdicts.map(({ what, bar, got, reached }) => [what, bar, got, reached ? 'reached' : 'MISSED']),
  );
}

/** RESULTS.md: everything that the run printed, with the bars first. */
export function resultsFile({ machine, parts, verdicts, quick }) {
  return [
    '# Results',
    '',
    `Written by \`npm run bench${quick ? ' -- --quick --write' : ''}\`; what is measured and how stands in [README.md](README.md).`,
    'Times differ from machine to machine; the ratios of one run are what counts.',
    '',
    machine,
    '',
    '## Bars',
    '',
    'Median ratio over the rounds (smallest-greatest of a round); a bar is reached when the median is.',
    '',
    verdictTable(verdicts),
    ...parts.flatMap(({ title, text }) => ['', `## ${title}`, '', text]),
    '',
  ].join('\n');
}
