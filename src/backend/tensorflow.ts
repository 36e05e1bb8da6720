import type * as tfjs from '@tensorflow/tfjs'

/** The namespace of TensorFlow.js, as `import * as tf from '@tensorflow/tfjs'` (or tfjs-node) gives it. */
export type Tensorflow = typeof tfjs
