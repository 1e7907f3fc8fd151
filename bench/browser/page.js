// One contender in a page of its own; `handgradBench` is what bench/browserContender.mjs calls.
const opened = {
  handgrad: () => import('./handgrad.js'),
  tensorflow: () => import('./tensorflow.js'),
};
let contender;

globalThis.handgradBench = {
  async open(library, options) {
    contender = await (await opened[library]()).open(options);
    return contender.adapter;
  },
  async prepare({ images, labels, weights, ...task }) {
    await contender.prepare({
      ...task,
      images: Uint8Array.from(images),
      labels: Uint8Array.from(labels),
      weights: weights.map((w) => Float64Array.from(w)),
    });
  },
  async run(steps) {
    const start = performance.now();
    const losses = await contender.run(steps);
    return { milliseconds: (performance.now() - start) / steps, losses };
  },
};
