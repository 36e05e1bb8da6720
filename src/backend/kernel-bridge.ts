import type { KernelBackend, KernelConfig, TensorInfo } from '@tensorflow/tfjs'
import type { Tensorflow } from './tensorflow'

/** By name, or by place for kernels such as Einsum. */
type Inputs = TensorInfo[] | Record<string, TensorInfo | TensorInfo[] | null | undefined>

// These make or take complex numbers or a canvas, of which wasm has no idea.
const NOT_BRIDGED = new Set(['Complex', 'ComplexAbs', 'Real', 'Imag', 'FFT', 'IFFT', 'Draw'])

// These take the smallest positive number for the smallest number, so that a window of negative values has no
// maximum, or its gradient gets lost.
const WRONG_ON_WASM = ['MaxPoolGrad', 'MaxPool3D', 'MaxPool3DGrad']

/**
 * Lets the wasm backend do what only pure JavaScript can, such as the gradients of convolutions and embeddings: each
 * kernel that it lacks, or has wrong, copies its inputs to the cpu backend, runs there, and copies the result back.
 * Calling it again is harmless.
 */
export function bridgeKernels(tf: Tensorflow, cpu: KernelBackend): void {
  const kernels = new Map(tf.getKernelsForBackend('cpu').map((kernel) => [kernel.kernelName, kernel]))
  const present = new Set(tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName))
  const lacking = [...kernels.keys()].filter((name) => !present.has(name) && !NOT_BRIDGED.has(name))
  for (const name of WRONG_ON_WASM) if (present.has(name)) tf.unregisterKernel(name, 'wasm')
  for (const name of [...lacking, ...WRONG_ON_WASM]) tf.registerKernel(bridged(kernels.get(name)!, cpu))
}

function bridged({ kernelName, kernelFunc }: KernelConfig, cpu: KernelBackend): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs, backend }) {
      const wasm = backend as KernelBackend
      const copies: TensorInfo[] = []
      const toCpu = (tensor: TensorInfo): TensorInfo => {
        const copied = copy(tensor, wasm, cpu)
        copies.push(copied)
        return copied
      }
      try {
        const cpuInputs = mapInputs(inputs, toCpu)
        const outputs = kernelFunc({ inputs: cpuInputs as never, attrs: attrs!, backend: cpu })
        const list = [outputs].flat()
        copies.push(...list)
        const results = list.map((tensor) => copy(tensor, cpu, wasm))
        return Array.isArray(outputs) ? results : results[0]!
      } finally {
        // An output may be one of the inputs.
        for (const dataId of new Set(copies.map((tensor) => tensor.dataId))) cpu.disposeData(dataId, true)
      }
    },
  }
}

function copy({ dataId, shape, dtype }: TensorInfo, from: KernelBackend, to: KernelBackend): TensorInfo {
  const values = from.readSync(dataId)
  return { dataId: to.write(values, shape, dtype), shape, dtype }
}

function mapInputs(inputs: Inputs, change: (tensor: TensorInfo) => TensorInfo): Inputs {
  if (Array.isArray(inputs)) return inputs.map(change)
  const mapped = Object.entries(inputs).map(([name, input]) => {
    return [name, Array.isArray(input) ? input.map(change) : input && change(input)] as const
  })
  return Object.fromEntries(mapped)
}
