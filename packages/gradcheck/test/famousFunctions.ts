/** Functions that optimizers and checkers are tried on everywhere, with their gradients written by hand. */
export interface FamousFunction {
  readonly value: (x: Float64Array) => number;
  readonly gradient: (x: Float64Array) => Float64Array;
  readonly dimensions: readonly number[];
  /** Where it is smallest, in n dimensions: the gradient is 0 there. */
  readonly minimizer?: (n: number) => readonly number[];
}

const any = [1, 2, 10, 100, 1000];
const atLeastTwo = [2, 10, 100, 1000];
const two = [2];

/** Functions that are sums of one function of each coordinate. */
function separable(
  value: (x: number, i: number) => number,
  derivative: (x: number, i: number) => number,
  minimum?: number,
): FamousFunction {
  return {
    value: (x) => {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += value(x[i]!, i);
      return sum;
    },
    gradient: (x) => x.map(derivative),
    dimensions: any,
    ...(minimum !== undefined && { minimizer: (n) => Array.from({ length: n }, () => minimum) }),
  };
}

function ofTwo(
  value: (x: number, y: number) => number,
  gradient: (x: number, y: number) => readonly [number, number],
  minimizer: readonly number[],
): FamousFunction {
  return {
    value: ([x, y]) => value(x!, y!),
    gradient: ([x, y]) => Float64Array.from(gradient(x!, y!)),
    dimensions: two,
    minimizer: () => minimizer,
  };
}

const weightOf = (i: number): number => Math.sin(i + 1);

/** The sum of a_i b(i). Loops by index here: these functions are called some 100,000 times. */
function dot(a: Float64Array, b: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b(i);
  return sum;
}

function largestOf(x: Float64Array): number {
  let largest = -Infinity;
  for (const each of x) largest = Math.max(largest, each);
  return largest;
}

function logSumExp(x: Float64Array): number {
  const largest = largestOf(x);
  let sum = 0;
  for (const each of x) sum += Math.exp(each - largest);
  return largest + Math.log(sum);
}

function softmax(x: Float64Array): Float64Array {
  const normalizer = logSumExp(x);
  return x.map((each) => Math.exp(each - normalizer));
}

/** The norm (sum |x_i|^p)^(1/p), given |x|^(p - 1) with the sign of x. */
function norm(p: number, power: (x: number) => number): FamousFunction {
  const length = (x: Float64Array): number => dot(x, (i) => power(x[i]!)) ** (1 / p);
  return {
    value: length,
    // At 0, where it has a kink, 0 is chosen.
    gradient: (x) => {
      const scale = length(x) ** (p - 1) || 1;
      return x.map((each) => power(each) / scale);
    },
    dimensions: any,
  };
}

/** A x for the Hilbert matrix, whose entries are 1 / (i + j + 1). */
function hilbertTimes(x: Float64Array): Float64Array {
  const product = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) for (let j = 0; j < x.length; j++) product[i]! += x[j]! / (i + j + 1);
  return product;
}

export const famousFunctions: Readonly<Record<string, FamousFunction>> = {
  sphere: separable(
    (x) => x * x,
    (x) => 2 * x,
    0,
  ),
  'sum of quintics': separable(
    (x, i) => ((x * x - 3) * x * x + (i + 1)) * x,
    (x, i) => (5 * x * x - 9) * x * x + (i + 1),
  ),
  'sum of sines': separable(
    (x, i) => Math.sin((1 + (i % 7)) * x),
    (x, i) => (1 + (i % 7)) * Math.cos((1 + (i % 7)) * x),
  ),
  Rastrigin: separable(
    (x) => 10 + x * x - 10 * Math.cos(2 * Math.PI * x),
    (x) => 2 * x + 20 * Math.PI * Math.sin(2 * Math.PI * x),
    0,
  ),
  'Styblinski-Tang': separable(
    (x) => ((x * x - 16) * x * x + 5 * x) / 2,
    (x) => ((4 * x * x - 32) * x + 5) / 2,
    -2.903534027771177,
  ),
  Rosenbrock: {
    value: (x) => {
      let sum = 0;
      for (let i = 0; i + 1 < x.length; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
      return sum;
    },
    gradient: (x) => {
      const gradient = new Float64Array(x.length);
      for (let i = 0; i + 1 < x.length; i++) {
        const above = x[i + 1]! - x[i]! ** 2;
        gradient[i] = gradient[i]! - 400 * x[i]! * above - 2 * (1 - x[i]!);
        gradient[i + 1] = 200 * above;
      }
      return gradient;
    },
    dimensions: atLeastTwo,
    minimizer: (n) => Array.from({ length: n }, () => 1),
  },
  'Dixon-Price': {
    value: (x) =>
      x.reduce((sum, each, i) => sum + (i === 0 ? (each - 1) ** 2 : (i + 1) * (2 * each ** 2 - x[i - 1]!) ** 2), 0),
    gradient: (x) => {
      const gradient = new Float64Array(x.length);
      gradient[0] = 2 * (x[0]! - 1);
      for (let i = 1; i < x.length; i++) {
        const residual = 2 * x[i]! ** 2 - x[i - 1]!;
        gradient[i] = 8 * (i + 1) * x[i]! * residual;
        gradient[i - 1] = gradient[i - 1]! - 2 * (i + 1) * residual;
      }
      return gradient;
    },
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, (_, i) => 2 ** (2 ** -i - 1)),
  },
  Zakharov: {
    value: (x) => {
      const s = dot(x, (i) => (i + 1) / 2 / x.length);
      return dot(x, (i) => x[i]!) + s ** 2 + s ** 4;
    },
    gradient: (x) => {
      const s = dot(x, (i) => (i + 1) / 2 / x.length);
      return x.map((each, i) => 2 * each + ((2 * s + 4 * s ** 3) * (i + 1)) / 2 / x.length);
    },
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, () => 0),
  },
  Griewank: {
    value: (x) =>
      1 + dot(x, (i) => x[i]! / 4000) - x.reduce((product, each, i) => product * Math.cos(each / Math.sqrt(i + 1)), 1),
    gradient: (x) => {
      const product = x.reduce((so, each, i) => so * Math.cos(each / Math.sqrt(i + 1)), 1);
      return x.map((each, i) => each / 2000 + (product * Math.tan(each / Math.sqrt(i + 1))) / Math.sqrt(i + 1));
    },
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, () => 0),
  },
  Ackley: {
    value: (x) => {
      const root = Math.sqrt(dot(x, (i) => x[i]! / x.length));
      const cosines = x.reduce((sum, each) => sum + Math.cos(2 * Math.PI * each) / x.length, 0);
      return 20 + Math.E - 20 * Math.exp(-0.2 * root) - Math.exp(cosines);
    },
    gradient: (x) => {
      const n = x.length;
      const root = Math.sqrt(dot(x, (i) => x[i]! / n));
      const cosines = x.reduce((sum, each) => sum + Math.cos(2 * Math.PI * each) / n, 0);
      // At 0, where it has a kink, 0 is chosen.
      const [bowl, waves] = [(4 * Math.exp(-0.2 * root)) / (n * (root || 1)), (2 * Math.PI * Math.exp(cosines)) / n];
      return x.map((each) => bowl * each + waves * Math.sin(2 * Math.PI * each));
    },
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, () => 0),
  },
  'log-sum-exp': { value: logSumExp, gradient: softmax, dimensions: any },
  'weighted softmax': {
    value: (x) => {
      const normalizer = logSumExp(x);
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += weightOf(i) * Math.exp(x[i]! - normalizer);
      return sum;
    },
    gradient: (x) => {
      const s = softmax(x);
      const mean = dot(s, weightOf);
      return s.map((each, i) => each * (weightOf(i) - mean));
    },
    dimensions: atLeastTwo,
  },
  'cross-entropy of a softmax': {
    value: (x) => logSumExp(x) - x[0]!,
    gradient: (x) => softmax(x).map((each, i) => each - (i === 0 ? 1 : 0)),
    dimensions: atLeastTwo,
  },
  'Euclidean norm': norm(2, (x) => x),
  '3-norm': norm(3, (x) => x * Math.abs(x)),
  'smooth norm': {
    value: (x) => Math.sqrt(1 + dot(x, (i) => x[i]!)),
    gradient: (x) => {
      const norm = Math.sqrt(1 + dot(x, (i) => x[i]!));
      return x.map((each) => each / norm);
    },
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, () => 0),
  },
  'quadratic form of the Hilbert matrix': {
    value: (x) => dot(hilbertTimes(x), (i) => x[i]! / 2) - dot(x, weightOf),
    gradient: (x) => hilbertTimes(x).map((each, i) => each - weightOf(i)),
    dimensions: [1, 2, 10, 100],
  },
  'quadratic form of I + w w^T': {
    value: (x) => (dot(x, (i) => x[i]!) + dot(x, weightOf) ** 2) / 2 - x[0]!,
    gradient: (x) => {
      const along = dot(x, weightOf);
      return x.map((each, i) => each + along * weightOf(i) - (i === 0 ? 1 : 0));
    },
    dimensions: any,
  },
  'quadratic form of the second difference': {
    value: (x) => x.reduce((sum, each, i) => sum + (each - (x[i - 1] ?? 0)) ** 2, 0) / 2,
    gradient: (x) => x.map((each, i) => each - (x[i - 1] ?? 0) + (i + 1 < x.length ? each - x[i + 1]! : 0)),
    dimensions: any,
    minimizer: (n) => Array.from({ length: n }, () => 0),
  },
  'logistic loss': separable(
    (x) => Math.max(-x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    (x) => -1 / (1 + Math.exp(x)),
  ),
  'product of cosines': {
    value: (x) => x.length * x.reduce((product, each) => product * Math.cos(each / Math.sqrt(x.length)), 1),
    gradient: (x) => {
      const root = Math.sqrt(x.length);
      const product = x.reduce((so, each) => so * Math.cos(each / root), 1);
      return x.map((each) => -product * root * Math.tan(each / root));
    },
    dimensions: any,
  },
  Beale: ofTwo(
    (x, y) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2,
    (x, y) => {
      const [a, b, c] = [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3];
      return [2 * (a * (y - 1) + b * (y ** 2 - 1) + c * (y ** 3 - 1)), 2 * x * (a + 2 * b * y + 3 * c * y ** 2)];
    },
    [3, 0.5],
  ),
  Himmelblau: ofTwo(
    (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    (x, y) => {
      const [a, b] = [x * x + y - 11, x + y * y - 7];
      return [4 * x * a + 2 * b, 2 * a + 4 * y * b];
    },
    [3, 2],
  ),
  Booth: ofTwo(
    (x, y) => (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2,
    (x, y) => [10 * x + 8 * y - 34, 8 * x + 10 * y - 38],
    [1, 3],
  ),
  'three-hump camel': ofTwo(
    (x, y) => 2 * x ** 2 - 1.05 * x ** 4 + x ** 6 / 6 + x * y + y ** 2,
    (x, y) => [4 * x - 4.2 * x ** 3 + x ** 5 + y, x + 2 * y],
    [0, 0],
  ),
  McCormick: ofTwo(
    (x, y) => Math.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1,
    (x, y) => [Math.cos(x + y) + 2 * (x - y) - 1.5, Math.cos(x + y) - 2 * (x - y) + 2.5],
    [0.5 - Math.PI / 3, -0.5 - Math.PI / 3],
  ),
  'Goldstein-Price': ofTwo(
    (x, y) => {
      const a = 19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2;
      const b = 18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2;
      return (1 + (x + y + 1) ** 2 * a) * (30 + (2 * x - 3 * y) ** 2 * b);
    },
    (x, y) => {
      const [s, d] = [x + y + 1, 2 * x - 3 * y];
      const a = 19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2;
      const b = 18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2;
      const [first, second] = [1 + s ** 2 * a, 30 + d ** 2 * b];
      const slope = 2 * s * a + s ** 2 * (6 * (x + y) - 14);
      return [
        slope * second + first * (4 * d * b + d ** 2 * (24 * x - 36 * y - 32)),
        slope * second + first * (-6 * d * b + d ** 2 * (48 - 36 * x + 54 * y)),
      ];
    },
    [0, -1],
  ),
};
