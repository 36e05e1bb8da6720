import util from 'node:util'
import { bridgeKernels } from './kernel-bridge'
import { loadedPackage, loadPackage, NOT_INSTALLED } from './project-packages'
import type { Tensorflow } from './tensorflow'

/** A backend of TensorFlow.js by its own name: the native one, WebAssembly, pure JavaScript. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu'

/** How one backend is had. */
export interface Backend {
  /** The packages it needs, as `npm install` takes them. */
  packages: string
  /** Loads it and makes it the one in use; gives the reason when that does not work. */
  load(): Promise<Tensorflow | string>
}

/** Each backend, the fastest first. */
export const BACKENDS: Record<BackendName, Backend> = {
  tensorflow: { packages: '@tensorflow/tfjs-node', load: loadNative },
  wasm: { packages: '@tensorflow/tfjs @tensorflow/tfjs-backend-wasm', load: loadWasm },
  cpu: { packages: '@tensorflow/tfjs', load: loadCpu },
}

async function loadNative(): Promise<Tensorflow | string> {
  // Unless asked to, libtensorflow need not tell which instructions of the processor it uses.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'
  const tf = attempt('@tensorflow/tfjs-node')
  if (typeof tf === 'string') return tf
  // A function that tfjs-node 4.22 still calls: Node 22 prints a warning about it, and Node 23 dropped it.
  Object.assign(util, { isNullOrUndefined: (value: unknown) => value == null })
  return use(tf, 'tensorflow')
}

async function loadWasm(): Promise<Tensorflow | string> {
  const tf = plainTensorflow()
  if (typeof tf === 'string') return tf
  const registration = attempt('@tensorflow/tfjs-backend-wasm')
  if (typeof registration === 'string') return registration
  const result = await withoutNewCrashListeners(() => use(tf, 'wasm'))
  if (typeof result !== 'string') bridgeKernels(tf, quietCpu(tf))
  return result
}

async function loadCpu(): Promise<Tensorflow | string> {
  const tf = plainTensorflow()
  if (typeof tf === 'string') return tf
  quietCpu(tf)
  return use(tf, 'cpu')
}

const TFJS_ENTRY = /[\\/]@tensorflow[\\/]tfjs[\\/]dist[\\/]tf\.node\.js$/

// A copy that is loaded already comes first, so that there is never a second one.
function plainTensorflow(): Tensorflow | string {
  return (loadedPackage(TFJS_ENTRY) as Tensorflow | undefined) ?? attempt('@tensorflow/tfjs')
}

function attempt(name: string): Tensorflow | string {
  try {
    const loaded = loadPackage(name)
    return loaded === NOT_INSTALLED ? `${name} is not installed` : (loaded as Tensorflow)
  } catch (error) {
    return reason(error)
  }
}

/** Makes a backend the one in use. tfjs would print why it cannot; here that is returned. */
async function use(tf: Tensorflow, name: BackendName): Promise<Tensorflow | string> {
  if (await quietly(tf, () => tf.setBackend(name))) {
    await tf.ready()
    return tf
  }
  try {
    await tf.findBackendFactory(name)?.()
    return `the backend "${name}" could not be started`
  } catch (error) {
    return reason(error)
  }
}

async function quietly<T>(tf: Tensorflow, action: () => Promise<T>): Promise<T> {
  const before = tf.env().getBool('PROD')
  tf.env().set('PROD', true)
  try {
    return await action()
  } finally {
    tf.env().set('PROD', before)
  }
}

/**
 * The wasm module listens for uncaught errors only to throw them again, from its own source: the process would end with
 * another exit code and a page of minified code in front of the error.
 */
async function withoutNewCrashListeners<T>(action: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection']
  const before = new Set(events.flatMap((event) => process.rawListeners(event)))
  const result = await action()
  for (const event of events) {
    for (const listener of process.rawListeners(event)) {
      if (!before.has(listener) && RETHROWS.test(String(listener))) process.off(event, listener as () => void)
    }
  }
  return result
}

const RETHROWS = /instanceof ExitStatus|\{\s*throw reason;?\s*\}/

/** The pure JavaScript backend, without the banner that it prints at its first tensor. */
function quietCpu(tf: Tensorflow): ReturnType<Tensorflow['backend']> {
  const cpu = tf.findBackend('cpu')
  Object.assign(cpu, { firstUse: false })
  return cpu
}

function reason(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  return line.trim().replace(/\.$/, '')
}
