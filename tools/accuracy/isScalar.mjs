const kinds = new Set(['activation', 'distribution', 'loss', 'regularizer', 'rule']);

/** Rules that are as good as the functions they are given, and have no error of their own. */
const rulesOfFunctions = new Set(['sum', 'product', 'quotient', 'chain']);

/** Whether a formula is a function of one number, or of one and a second that stays, with a derivative: whether `npm run accuracy` measures it. */
export function isScalar({ kind, name }) {
  return kinds.has(kind) && !(kind === 'rule' && rulesOfFunctions.has(name));
}
