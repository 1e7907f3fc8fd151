// TensorFlow.js in Node.
import { createRequire } from 'node:module';
import { trainingOf } from './tensorflowTraining.mjs';

const require = createRequire(import.meta.url);

/** Opens one backend; wasm runs on one thread, as everyone here does. */
export async function open({ backend, way }) {
  const tf = require('@tensorflow/tfjs-core');
  require(`@tensorflow/tfjs-backend-${backend}`);
  // The lean way needs it too: it registers the gradients, which tfjs-core does not.
  const tfLayers = require('@tensorflow/tfjs-layers');
  if (backend === 'wasm') tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) {
    throw new Error(`tensorflow: expected the backend ${backend}, got ${tf.getBackend()}.`);
  }
  if (backend === 'wasm' && !tf.env().get('WASM_HAS_SIMD_SUPPORT')) {
    throw new Error('tensorflow: expected WebAssembly SIMD for the wasm backend, got none. Its times would be unfair.');
  }
  const training = trainingOf(tf, tfLayers, way);
  let trained;
  return {
    prepare(task) {
      trained?.dispose();
      trained = training(task);
    },
    run: (steps) => trained.run(steps),
  };
}
