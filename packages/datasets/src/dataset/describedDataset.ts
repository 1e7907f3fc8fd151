import type { Dataset } from '@handgrad/core-math';

/** The shape of one image whose pixels are a row of inputs: row by row, channels last. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * A data set that says what its inputs are. Everything of this package takes and returns these; a plain `Dataset` will
 * do wherever one is taken.
 */
export interface DescribedDataset extends Dataset {
  /** Names of the input columns, where samples are rows of a table. */
  readonly inputNames?: readonly string[];
  /** Where each row of inputs is an image. */
  readonly image?: ImageShape;
}

/** What a data set made from another one keeps of it, whichever samples it holds. */
export type Description = Pick<DescribedDataset, 'classes' | 'inputNames' | 'image'>;

/** The description of a data set, without its samples. */
export function descriptionOf(dataset: DescribedDataset): Description {
  return {
    ...(dataset.classes && { classes: dataset.classes }),
    ...(dataset.inputNames && { inputNames: dataset.inputNames }),
    ...(dataset.image && { image: dataset.image }),
  };
}
