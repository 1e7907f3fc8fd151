/**
 * What kind of mistake would explain every number that was compared.
 *
 * - `sign`: the derivative times -1, or taken at -x
 * - `factor`: times a constant, 2 and 1/2 most often
 * - `size`: times the length, the rows or the columns of a parameter, or divided by it: a mean forgotten or taken twice
 * - `transposed`: rows and columns exchanged
 * - `output for input`: the derivative was given f(x) where it takes x, or the reverse
 * - `chain factor`: a factor that changes with x is missing, or is there twice: x, f(x), 1 - f(x), ...
 * - `threshold`: right on one side of a number and wrong on the other, or wrong just between two numbers or beyond them
 * - `offset`: a constant is added
 * - `regularizer`: a multiple of the parameter (L2) or of its sign (L1) is added or left out
 * - `zero`: nothing was computed: 0 where the function changes
 * - `other parameter`: what was returned is the derivative by another parameter of the same shape
 * - `shifted`: entries are off by one place, or one row
 * - `reversed`: entries stand in reverse order: a kernel that was not flipped
 */
export type DiagnosisKind =
  | 'sign'
  | 'factor'
  | 'size'
  | 'transposed'
  | 'output for input'
  | 'chain factor'
  | 'threshold'
  | 'offset'
  | 'regularizer'
  | 'zero'
  | 'other parameter'
  | 'shifted'
  | 'reversed';

/** A mistake that was found by trying: with it undone, derivative and differences agree. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  /** One sentence: what the numbers show, and what to look for. */
  readonly text: string;
  /** How many comparisons it explains: all that were made. */
  readonly comparisons: number;
}

/** One derivative that was compared: what diagnoses are tried on. */
export interface Observation {
  /** Which point of the evidence. */
  readonly point: number;
  /** Which entry of the parameter, row by row; 0 for a number. */
  readonly index: number;
  /** The value of the entry. */
  readonly x: number;
  readonly analytic: number;
  readonly numeric: number;
  /** How far the two may be apart and still agree. */
  readonly allowed: number;
}

/** One point where all entries of the parameter at fault were compared. */
export interface EvidencePoint {
  /** 1 x 1 for a number, 1 x n for a list. */
  readonly rows: number;
  readonly columns: number;
  /** Sizes that a mean may be taken over: "rows of weights" -> 3. */
  readonly sizes: Readonly<Record<string, number>>;
  /** The analytic values of other parameters of the same shape, by name. */
  readonly others: Readonly<Record<string, readonly number[]>>;
}

/** What is known about the parameter at fault: the first point is the counterexample, the others were drawn near it. */
export interface Evidence {
  /** "weights"; empty for a function of one number. */
  readonly parameter: string;
  readonly points: readonly EvidencePoint[];
  readonly observations: readonly Observation[];
  /** For functions of one number: more can be tried. */
  readonly scalar?: ScalarEvidence;
}

/** A function of one number under test, and what makes an observation of any point. */
export interface ScalarEvidence {
  readonly f: (x: number) => number;
  readonly derivative: (x: number) => number;
  /** Compares at x as the check itself does; undefined outside the domain, at kinks, and where there is no room. */
  readonly observe: (x: number) => Observation | undefined;
}
