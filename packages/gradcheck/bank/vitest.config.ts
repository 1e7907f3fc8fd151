import { packageTests } from '../../../vitest.shared.js';

/** `npm run bank`: all seeds and methods, which takes minutes. */
export default packageTests('gradcheck bank', { include: ['bank/**/*.bank.ts'], testTimeout: 0 });
