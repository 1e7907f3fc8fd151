import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import { packageTests } from '../../vitest.shared.js';

const webgpu = fileURLToPath(new URL('test/webgpu.setup.ts', import.meta.url));

export default mergeConfig(packageTests('gpu'), { test: { setupFiles: [webgpu] } });
