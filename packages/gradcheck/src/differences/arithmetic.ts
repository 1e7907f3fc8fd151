/**
 * What a function may do with its numbers, so that the same text runs in doubles and in dual numbers: write
 * `(x, m) => m.log(m.add(m.constant(1), m.exp(x)))` and the derivative comes out exact to rounding.
 */
export interface Arithmetic<T> {
  readonly constant: (value: number) => T;
  /** The double inside, for comparisons: which branch to take. */
  readonly valueOf: (a: T) => number;
  readonly add: (a: T, b: T) => T;
  readonly subtract: (a: T, b: T) => T;
  readonly multiply: (a: T, b: T) => T;
  readonly divide: (a: T, b: T) => T;
  readonly negate: (a: T) => T;
  readonly power: (a: T, exponent: number) => T;
  readonly sqrt: (a: T) => T;
  readonly exp: (a: T) => T;
  readonly expm1: (a: T) => T;
  readonly log: (a: T) => T;
  readonly log1p: (a: T) => T;
  readonly sin: (a: T) => T;
  readonly cos: (a: T) => T;
  readonly tanh: (a: T) => T;
  readonly absolute: (a: T) => T;
  readonly maximum: (a: T, b: T) => T;
  readonly minimum: (a: T, b: T) => T;
}

/** A function of one number, written over any arithmetic. */
export type GenericFunction = <T>(x: T, arithmetic: Arithmetic<T>) => T;

/** Parameters with every number replaced by a T; typed arrays become lists. */
export type Generalized<P, T> = P extends number
  ? T
  : P extends Float64Array | Float32Array
    ? readonly T[]
    : P extends { readonly rows: number; readonly columns: number; readonly data: Float64Array | Float32Array }
      ? { readonly rows: number; readonly columns: number; readonly data: readonly T[] }
      : P extends readonly (infer E)[]
        ? readonly Generalized<E, T>[]
        : { readonly [K in keyof P]: Generalized<P[K], T> };

/** A scalar function of parameters, written over any arithmetic. */
export type GenericLoss<P> = <T>(parameters: Generalized<P, T>, arithmetic: Arithmetic<T>) => T;
