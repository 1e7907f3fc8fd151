export { lawsOfBackpropagation } from './backpropagation.js';
export { mlpCatalogue } from './catalogue.js';
export { allLawsOfOptimizer } from './optimizerLaws.js';
export { lawsOfHead } from './heads.js';
export { traitsOf } from './layerTraits.js';
export { lawsOfLayer, type LayerTraits } from './layers.js';
export { lawsOfOptimizer } from './optimizers.js';
export { lawsOfAdam, lawsOfMomentum, lawsOfSgd } from './updateRules.js';
