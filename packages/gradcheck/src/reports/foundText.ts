/** "in case 3, then made simpler once": where a counterexample comes from. */
export function foundText(failedCase: number, shrinks: number): string {
  const times = shrinks === 1 ? 'once' : `${shrinks} times`;
  return shrinks === 0 ? `in case ${failedCase}` : `in case ${failedCase}, then made simpler ${times}`;
}
