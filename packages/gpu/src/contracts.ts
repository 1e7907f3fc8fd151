/** The contracts of devices, tensors, kernels and plans. Read this file first. */
import type { Matrix } from '@handgrad/core-math';
import type { TrainingDevice } from '@handgrad/mlp';

/** What gpu.js computes with: two GPU interfaces, WebAssembly, and plain JavaScript. */
export type Backend = 'webgpu' | 'webgl2' | 'webasm' | 'cpu';

/** What ran. 'reference' is the plain TypeScript of core-math and mlp, in float64: the fastest where no real GPU answers. */
export type DeviceBackend = Backend | 'reference';

/** Where formulas and trainings run. Made by `openDevice`; `close` it when done. */
export interface Device extends TrainingDevice {
  readonly kind: 'device';
  /** What really runs: never another one than was asked for. */
  readonly backend: DeviceBackend;
  /** The name of the GPU, or of what stands in for one: "nvidia h100", "google swiftshader", "WebAssembly, 8 threads". */
  readonly adapter: string;
  /** Whether a processor does the work of a GPU: its speed says nothing of a GPU's. */
  readonly software: boolean;
  /** Why this backend, in one sentence. */
  readonly reason: string;
  /** The bytes that one matrix may take there. */
  readonly maxBytes: number;
  /**
   * Compiles a computation into a plan: `build` is called once, with tensors of these shapes, and says what is computed
   * from them by `operations`; JavaScript loops unroll.
   *
   * @throws what `build` throws; RangeError for shapes beyond the limits of the device, or of a device that was closed;
   * TypeError on 'reference', which has no kernels.
   */
  readonly compile: (
    shapes: readonly Shape[],
    build: (operations: Operations, inputs: readonly Tensor[]) => readonly Tensor[],
  ) => Plan;
  /** Frees all that the device holds, plans too, when the runs under way have ended. A second time does nothing. */
  readonly close: () => Promise<void>;
}

export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** A compiled computation: the same steps each time, on other numbers. Runs of one plan wait for each other. */
export interface Plan {
  /** What runs it: a run that went anywhere else is an error. */
  readonly backend: Backend;
  /** As many kernels run one after another in it: equal steps are made once, steps whose result nobody reads not at all. */
  readonly steps: number;
  /**
   * The float32 numbers of the results, row by row. Matrices are rounded to float32 on the way in; what stands in the
   * inputs is read before this returns.
   *
   * @throws RangeError for inputs that do not fit, or when the plan was closed; Error when the device is lost, or when
   * gpu.js cannot compile a kernel, which shows at the first run.
   */
  readonly run: (inputs: readonly (Matrix | Float32Array)[]) => Promise<readonly Float32Array[]>;
  /** Frees what the plan holds when the runs under way have ended. A second time does nothing. */
  readonly close: () => Promise<void>;
}

/** A matrix on the device while a plan is being built: known by its shape, never by its numbers. */
export interface Tensor extends Shape {
  readonly kind: 'tensor';
  /** Nothing of its own: entries are looked up or worked out where they are read. */
  readonly isView?: true;
  /** What kernels that read it call. */
  readonly functions?: readonly KernelFunction[];
  /** What kernels that read it are given. */
  readonly sources: readonly unknown[];
  /** The kernel's text for the entry in this row and column; `names` are those of the sources there. */
  readonly entry: (names: readonly string[], row: string, column: string) => string;
}

/** A function in the portable subset: a plain `function name(x, y) { ... }` of numbers (see `portableProblems`). */
export type PortableFunction = (...numbers: number[]) => number;

/** A formula as kernels take it: its very source text runs on every backend. */
export interface KernelFunction {
  readonly formula: PortableFunction;
  /** The functions that it calls, and those that they call. */
  readonly helpers?: readonly PortableFunction[];
  /** Its last arguments, the same for all entries: the slope of a leaky ReLU. */
  readonly numbers?: readonly number[];
}

export interface MultiplyOptions {
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
  /** Added to every row, [1 x columns]: a bias. */
  readonly plus?: Tensor;
}

/** One number from many: start, then step by step, then finish. */
export interface Fold {
  readonly start: number;
  /** (so far, entry of each tensor of `over`) -> so far */
  readonly step: KernelFunction;
  readonly over: readonly Tensor[];
  /** (folded, entry of each tensor of `beside`) -> result */
  readonly finish?: KernelFunction;
  readonly beside?: readonly Tensor[];
}

/**
 * What plans are made of. A tensor with one row, or one column, stands for as many equal ones as the others have.
 *
 * @throws RangeError when shapes do not fit.
 */
export interface Operations {
  /** C_ij = f(A_ij, B_ij, ...) */
  readonly map: (f: KernelFunction, ...inputs: Tensor[]) => Tensor;
  /** The same as `map`, worked out in each kernel that reads it, each time: for what is read once. A view. */
  readonly mapView: (f: KernelFunction, ...inputs: Tensor[]) => Tensor;
  /** A B + b, either of A and B transposed where asked for. */
  readonly multiply: (left: Tensor, right: Tensor, options?: MultiplyOptions) => Tensor;
  /** c_i = fold over j, [rows x 1] */
  readonly foldRows: (fold: Fold) => Tensor;
  /** c_j = fold over i, [1 x columns] */
  readonly foldColumns: (fold: Fold) => Tensor;
  /** s_i = sum of row i, [rows x 1] */
  readonly rowSums: (a: Tensor) => Tensor;
  /** s_j = sum of column j, [1 x columns] */
  readonly columnSums: (a: Tensor) => Tensor;
  /** Numbers that are the same in every run and are brought to the device once. */
  readonly resident: (data: Float32Array, rows: number, columns: number) => Tensor;
  /** Rows `block * count` and on of `a`, `count` of them; `block` is [1 x 1]. A view: nothing is copied. */
  readonly rowBlock: (a: Tensor, block: Tensor, count: number) => Tensor;
  /** Row i is row `order_i` of `a`; `order` is [n x 1]. A view. */
  readonly rowsAt: (a: Tensor, order: Tensor) => Tensor;
  /** The entry in row `row` (a tensor, [1 x 1]) and column `column`, [1 x 1]. A view. */
  readonly entryAt: (a: Tensor, row: Tensor, column: number) => Tensor;
  /** A view written out, or a tensor given a place of its own. */
  readonly copy: (a: Tensor) => Tensor;
}
