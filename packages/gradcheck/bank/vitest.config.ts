import { packageTests } from '../../../vitest.shared.js';

/** `npm run bank`: 200 seeds, and the methods side by side; it takes minutes. */
export default packageTests('gradcheck bank', { include: ['bank/**/*.bank.ts'], testTimeout: 0 });
