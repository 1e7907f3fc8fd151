import { packageTests } from '../../../vitest.shared.js';

/** `npm run bank`: 200 seeds, and two methods at a time; it takes the better part of an hour. */
export default packageTests('gradcheck bank', { include: ['bank/runs/*.bank.ts'], testTimeout: 0, maxWorkers: 2 });
