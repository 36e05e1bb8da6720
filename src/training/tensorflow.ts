import type * as tfjs from '@tensorflow/tfjs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { TensorflowError } from '../errors'
import type { Versions } from '../run/provenance'

/** The namespace of TensorFlow.js, as `import * as tf from '@tensorflow/tfjs'` (or tfjs-node) gives it. */
export type Tensorflow = typeof tfjs

const PACKAGE = '@tensorflow/tfjs'
const NATIVE = '@tensorflow/tfjs-node'
const ENTRY = /[\\/]@tensorflow[\\/]tfjs[\\/]dist[\\/]tf\.node\.js$/

/**
 * The TensorFlow.js of the user's project: the one given; the copy already loaded; the one found from the main
 * script's folder, then from the working folder; then through tfjs-node (which itself is never loaded here).
 * Throws `EXMAN_TF_TWO_COPIES`, `EXMAN_TF_MISSING`.
 */
export function findTensorflow(given?: Tensorflow): Tensorflow {
  if (given !== undefined) return given
  const [loaded, second] = loadedCopies()
  if (loaded !== undefined && second !== undefined) throw twoCopies([loaded, second])
  if (loaded !== undefined) return require.cache[loaded]!.exports as Tensorflow

  const folders = [process.argv[1] === undefined ? process.cwd() : dirname(process.argv[1]), process.cwd()]
  for (const load of [loadFrom, loadThroughNative]) {
    for (const folder of folders) {
      const found = load(folder)
      if (found !== undefined) return found
    }
  }
  throw new TensorflowError(
    'EXMAN_TF_MISSING',
    `TensorFlow.js was not found from ${[...new Set(folders)].join(' or ')}. ` +
      'Install it with: npm install @tensorflow/tfjs (or, for the native backend, @tensorflow/tfjs-node), ' +
      'or hand it in with the tf option.',
    { paths: folders },
  )
}

/** The TensorFlow.js given, or that is loaded already; undefined when none is. Throws `EXMAN_TF_TWO_COPIES`. */
export function loadedTensorflow(given?: Tensorflow): Tensorflow | undefined {
  return given !== undefined || loadedCopies().length > 0 ? findTensorflow(given) : undefined
}

/** What a run records of a TensorFlow.js; nothing of none. */
export function versionsOf(tf: Tensorflow | undefined): Partial<Versions> {
  return tf === undefined ? {} : { tfjs: tf.version.tfjs, backend: tf.getBackend() || null }
}

/** The error for two copies of tfjs in one process: their classes do not know each other. */
export function twoCopies(paths: readonly string[] = loadedCopies()): TensorflowError {
  return new TensorflowError(
    'EXMAN_TF_TWO_COPIES',
    `TensorFlow.js is loaded twice, and models of one copy cannot be trained by the other:\n${paths.map((path) => `  ${path}`).join('\n')}\n` +
      'Make them one: `npm ls @tensorflow/tfjs` shows who asks for which version; tfjs-node needs tfjs of exactly its own version. ' +
      'Or name the copy you build models with: new ExperimentManager({ tf }).',
    { paths },
  )
}

function loadedCopies(): string[] {
  return Object.keys(require.cache).filter((path) => ENTRY.test(path))
}

function loadFrom(folder: string): Tensorflow | undefined {
  const path = resolveFrom(folder, PACKAGE)
  return path === undefined ? undefined : (createRequire(path)(path) as Tensorflow)
}

function loadThroughNative(folder: string): Tensorflow | undefined {
  const native = resolveFrom(folder, `${NATIVE}/package.json`)
  return native === undefined ? undefined : loadFrom(dirname(native))
}

// That there is no such package means to look elsewhere; one that is there and cannot be loaded says so itself.
function resolveFrom(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, 'any.js')).resolve(name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}
