import { packageTests } from '../../vitest.shared.js';

export default packageTests('gradcheck', { include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bank/**/*.test.ts'] });
