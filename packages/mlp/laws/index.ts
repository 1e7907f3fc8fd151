export { lawsOfBackpropagation } from './backpropagation.js';
export { mlpCatalogue, traitsOf } from './catalogue.js';
export { allLawsOfOptimizer } from './optimizerLaws.js';
export { lawsOfHead } from './heads.js';
export { lawsOfLayer, type LayerTraits } from './layers.js';
export { lawsOfOptimizer } from './optimizers.js';
export { lawsOfAdam, lawsOfMomentum, lawsOfSgd } from './updateRules.js';
