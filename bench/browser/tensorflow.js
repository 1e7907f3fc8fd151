// TensorFlow.js on a GPU interface of the browser.
import * as tf from '@tensorflow/tfjs-core';
import * as tfLayers from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { trainingOf } from '../contenders/tensorflowTraining.mjs';

export async function open({ backend, way }) {
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend) {
    throw new Error(`tensorflow: expected the backend ${backend}, got ${tf.getBackend()}.`);
  }
  await tf.ready();
  const training = trainingOf(tf, tfLayers, way);
  let trained;
  return {
    adapter: adapterOf(backend),
    prepare(task) {
      trained?.dispose();
      trained = training(task);
    },
    run: (steps) => trained.run(steps),
  };
}

function adapterOf(backend) {
  if (backend === 'webgpu') {
    const { vendor = '', architecture = '' } = tf.backend().adapterInfo ?? {};
    return `${vendor} ${architecture}`.trim();
  }
  const { gl } = tf.backend().gpgpu;
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  return String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
}
