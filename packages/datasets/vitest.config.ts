import { packageTests } from '../../vitest.shared.js';

// No test changes anything that another one sees, so they share one set of modules: a third of the time goes without.
export default packageTests('datasets', { isolate: false });
