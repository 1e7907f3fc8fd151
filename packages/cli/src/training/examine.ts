import { confusionMatrix, Matrix, type Dataset } from '@handgrad/core-math';
import { labelsOf, type DescribedDataset, type ImageDataset } from '@handgrad/datasets';
import { evaluate, predict, summary, type Model } from '@handgrad/mlp';
import type { ConfusionData, MistakeData, TrainingData, WeightsData } from '../report/reportData.js';
import type { Trained } from './trainWithProgress.js';

const mistakesShown = 24;
const weightImagesShown = 40;

/** What the report tells about a trained network: its history, what it does on the test data, and where it is wrong. */
export async function examine(trained: Trained, test: DescribedDataset): Promise<TrainingData> {
  const { model, history, losses } = trained;
  const { loss, accuracy = Number.NaN, samples } = await evaluate(model, test);
  const predictions = test.classes && bothClasses(predict(model, test));
  return {
    summary: summary(model),
    epochs: history,
    batches: losses,
    test: { loss, accuracy, samples },
    ...(predictions && { confusion: confusionOf(predictions, test) }),
    ...(predictions && isImages(test) && { mistakes: worstMistakes(predictions, test) }),
    ...(test.image?.channels === 1 && { weights: firstLayer(model, test.image) }),
  };
}

/** Only images from IDX files come with their bytes. */
function isImages(dataset: Dataset): dataset is ImageDataset {
  return 'pixels' in dataset;
}

/** A single probability p becomes the row (1 - p, p): two classes then look like any other number of them. */
function bothClasses(predictions: Matrix): Matrix {
  if (predictions.columns !== 1) return predictions;
  return Matrix.generate(predictions.rows, 2, (i, j) => (j === 1 ? predictions.data[i]! : 1 - predictions.data[i]!));
}

function confusionOf(predictions: Matrix, test: DescribedDataset): ConfusionData {
  const classes = test.classes!;
  return {
    classes,
    counts: confusionMatrix(predictions, Matrix.column(labelsOf(test)), classes.length).toRows(),
  };
}

/** The mistakes that the network was surest of, surest first. */
function worstMistakes(predictions: Matrix, test: ImageDataset): MistakeData[] {
  const wrong = Array.from(test.labels, (label, i) => {
    const row = predictions.row(i);
    const probability = Math.max(...row);
    return { i, label, predicted: row.indexOf(probability), probability };
  })
    .filter(({ label, predicted }) => predicted !== label)
    .sort((a, b) => b.probability - a.probability);
  return wrong.slice(0, mistakesShown).map(({ i, label, predicted, probability }) => ({
    pixels: test.pixels(i),
    width: test.image.width,
    height: test.image.height,
    truth: test.classes[label]!,
    predicted: test.classes[predicted]!,
    probability,
  }));
}

/** The weights into the first units of the first dense layer, as images. */
function firstLayer(model: Model, { width, height }: { width: number; height: number }): WeightsData {
  const first = model.layers.find(({ layer }) => layer.name === 'dense')!;
  const weights = model.parameters[`${first.name}.weights`]!;
  const shown = Math.min(weightImagesShown, weights.columns);
  return {
    width,
    height,
    images: Array.from({ length: shown }, (_, unit) => weights.sliceColumns(unit, unit + 1).data),
  };
}
