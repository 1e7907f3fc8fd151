import type { EpochRecord } from '@handgrad/mlp';

/** What the HTML report shows. Every part is optional: what is left out leaves no trace in the page. */
export interface ReportData {
  readonly title: string;
  /** Command line, seed, machine, date, version: whatever names the run. Line breaks are kept. */
  readonly subtitle: string;
  readonly verify?: VerifyData;
  readonly perceptron?: PerceptronData;
  readonly logistic?: LogisticData;
  readonly training?: TrainingData;
}

/** Derivatives by hand against finite differences. */
export interface VerifyData {
  readonly rows: readonly VerifyRow[];
  readonly seconds?: number;
}

export interface VerifyRow {
  readonly formula: string;
  /** Activation, loss, layer, ...: rows of one kind are drawn together. */
  readonly kind: string;
  readonly cases: number;
  /** The worst error that any law measured, |got - expected| / max(1, |expected|); NaN where no law measures one. */
  readonly worstError: number;
  readonly verdict: 'holds' | 'broken';
  readonly note?: string;
}

/** A perceptron on two features. */
export interface PerceptronData {
  readonly points: readonly { readonly x: number; readonly y: number; readonly label: -1 | 1 }[];
  /** The names of the two features, units included. */
  readonly axes: { readonly x: string; readonly y: string };
  /** The boundary weights[0] x + weights[1] y + bias = 0. */
  readonly line: { readonly weights: readonly [number, number]; readonly bias: number };
  /** The number of mistakes in each epoch. */
  readonly mistakes: readonly number[];
  readonly converged: boolean;
  /** Novikoff's bound (R / gamma)^2 on the total of mistakes. */
  readonly bound?: number;
  /** What the labels stand for. */
  readonly classes?: { readonly negative: string; readonly positive: string };
}

/** A logistic regression at its maximum likelihood. */
export interface LogisticData {
  /** What is predicted, e.g. "sex = male". */
  readonly target: string;
  readonly rows: readonly LogisticRow[];
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly accuracy: number;
  /** The log-likelihood before the first iteration and after each. */
  readonly history: readonly number[];
}

export interface LogisticRow {
  readonly name: string;
  readonly coefficient: number;
  readonly standardError: number;
  /** coefficient / standardError. */
  readonly z: number;
}

/** A network that was trained, and what it does on the test set. */
export interface TrainingData {
  /** The model as a text table. */
  readonly summary: string;
  readonly epochs: readonly EpochRecord[];
  /** The loss of every step; drawn thinned. */
  readonly batches?: readonly number[];
  /** Where the updates were made, unless in plain TypeScript: "webgpu (nvidia h100)". */
  readonly device?: string;
  readonly test: {
    readonly loss: number;
    readonly accuracy: number;
    readonly samples: number;
    /** Others that were asked for, by name. */
    readonly metrics?: Readonly<Record<string, number>>;
  };
  readonly confusion?: ConfusionData;
  /** Worst first. */
  readonly mistakes?: readonly MistakeData[];
  /** What the `probability` of a mistake is: by the softmax (unless given), by the sigmoid, or a score of no fixed scale. */
  readonly certainty?: 'softmax' | 'sigmoid' | 'score';
  readonly weights?: WeightsData;
}

/** counts[i][j]: how many samples of class i were taken for class j. */
export interface ConfusionData {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** A test image that the network got wrong. */
export interface MistakeData {
  /** Row by row: bytes 0 to 255, or numbers 0 to 1. */
  readonly pixels: Uint8Array | Float64Array;
  readonly width: number;
  readonly height: number;
  readonly truth: string;
  readonly predicted: string;
  /** What the network gave to the class that it predicted: see `certainty`. */
  readonly probability: number;
}

/** The weights into each neuron of the first layer, each an image of the size of the input. */
export interface WeightsData {
  readonly images: readonly Float64Array[];
  readonly width: number;
  readonly height: number;
}
