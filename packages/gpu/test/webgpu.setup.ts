import { installNodeWebgpu } from '../../../tools/gpu/dawn.mjs';

await installNodeWebgpu();
