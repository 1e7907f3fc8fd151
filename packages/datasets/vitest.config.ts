import { packageTests } from '../../vitest.shared.js';

// No test changes anything that another one sees, so they share one set of modules, which saves a third of the time.
export default packageTests('datasets', { isolate: false });
