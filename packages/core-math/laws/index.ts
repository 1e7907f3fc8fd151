export { lawsOfActivation } from './activations.js';
