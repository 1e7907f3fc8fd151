export { lawsOfActivation } from './activations.js';
export { lawsOfRule } from './calculus.js';
export { catalogueOf, coreMathCatalogue, type CatalogueEntry, type CatalogueGroup } from './catalogue.js';
export { lawsOfInitializer } from './initializers.js';
export { lawsOfLoss } from './losses.js';
export { lawsOfMatrixMetric, lawsOfMetric } from './metrics.js';
export { lawsOfReduction } from './reductions.js';
export { lawsOfRowLoss } from './rowLosses.js';
export { lawsOfVectorFunction } from './vectors.js';
