import { packageTests } from '../../vitest.shared.js';

// The modules hold no state, so the files share them: half of the time went into loading them again for each file.
export default packageTests('mlp', { isolate: false });
