import type * as Tensorflow from '@tensorflow/tfjs'

/** All that makes a run resume exactly, switched on at once: chance ruled, signals heard, callbacks asked for their state. */
export const everything = {
  options: { seed: 7, gracefulStop: true },
  callbacks: (tf: typeof Tensorflow) => [
    tf.callbacks.earlyStopping({ monitor: 'loss', patience: 1e9 }),
    { getState: () => ({ rate: 0.1, since: [1, 2, 3] }), setState: () => undefined },
  ],
}
