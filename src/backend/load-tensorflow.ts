import { OptionError, TensorflowError } from '../errors'
import { BACKENDS, type BackendName } from './backends'
import { projectFolders } from './project-packages'
import type { Tensorflow } from './tensorflow'

export type { BackendName } from './backends'
export type { Tensorflow } from './tensorflow'

/** What `loadTensorflow` may choose from. */
export interface LoadTensorflowOptions {
  /** The backends to try, in this order. Default `['tensorflow', 'wasm', 'cpu']`, the fastest first. */
  prefer?: readonly BackendName[]
}

/** Which backend was chosen, and why those before it were not. */
export interface BackendReport {
  /** The backend in use, as `tf.getBackend()` names it. */
  backend: BackendName
  /** The backends that were tried before, each with the reason why it did not load. */
  skipped: { backend: BackendName; reason: string }[]
}

const ALL = Object.keys(BACKENDS) as BackendName[]
let report: BackendReport | undefined

/**
 * Loads TensorFlow.js from your project with the best backend that works: native (`@tensorflow/tfjs-node`), WebAssembly
 * (`@tensorflow/tfjs-backend-wasm`), or pure JavaScript (`@tensorflow/tfjs` alone). `backendReport` tells which it was.
 *
 * @returns the ordinary `tf` namespace, ready for use
 * @throws EXMAN_BACKEND_MISSING when none loads, with the reason for each; EXMAN_OPTION_UNKNOWN, EXMAN_OPTION_INVALID
 * @example
 * ```ts
 * import { loadTensorflow } from 'exman/backend'
 *
 * const tf = await loadTensorflow()
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] })
 * ```
 */
export async function loadTensorflow(options: LoadTensorflowOptions = {}): Promise<Tensorflow> {
  const skipped: BackendReport['skipped'] = []
  for (const backend of backendsToTry(options)) {
    const loaded = await BACKENDS[backend].load()
    if (typeof loaded !== 'string') {
      report = { backend, skipped }
      return loaded
    }
    skipped.push({ backend, reason: loaded })
  }
  throw noBackend(skipped)
}

/**
 * What the last `loadTensorflow` chose, and why it passed over the others; `undefined` before it has chosen.
 *
 * @example
 * ```ts
 * console.log(backendReport())
 * // { backend: 'wasm', skipped: [{ backend: 'tensorflow', reason: '@tensorflow/tfjs-node is not installed' }] }
 * ```
 */
export function backendReport(): BackendReport | undefined {
  return structuredClone(report)
}

function backendsToTry(options: LoadTensorflowOptions): readonly BackendName[] {
  const unknown = Object.keys(options).find((name) => name !== 'prefer')
  if (unknown !== undefined) {
    const text = `loadTensorflow has no option "${unknown}". Its option is prefer.`
    throw new OptionError('EXMAN_OPTION_UNKNOWN', text, { option: unknown })
  }
  const prefer: unknown = options.prefer ?? ALL
  const isList = Array.isArray(prefer) && prefer.length > 0
  if (isList && prefer.every((name) => ALL.includes(name as BackendName))) return prefer as BackendName[]
  const known = ALL.map((name) => `'${name}'`).join(', ')
  const text = `The "prefer" option of loadTensorflow must be a list of ${known}, got ${JSON.stringify(prefer)}.`
  throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'prefer', value: prefer })
}

function noBackend(skipped: BackendReport['skipped']): TensorflowError {
  const lines = skipped.map(
    ({ backend, reason }) => `  ${backend}: ${reason} (npm install ${BACKENDS[backend].packages})`,
  )
  return new TensorflowError(
    'EXMAN_BACKEND_MISSING',
    `No backend of TensorFlow.js could be loaded:\n${lines.join('\n')}`,
    { paths: projectFolders() },
  )
}
