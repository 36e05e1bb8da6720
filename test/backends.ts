/** The three backends, for tests that run on each: in a project of jest.config.cjs, or in children. */
import { basename, join } from 'node:path'
import type { BackendName } from '../src/backend'
import { describeSkipped } from './skipped'

const globals = globalThis as unknown as { backend?: BackendName; whyNoNative: string }

/** The backend that this jest project trains on. */
export const backendHere: BackendName = globals.backend ?? 'cpu'

/** Why there is no native backend here; empty where there is. */
export const { whyNoNative } = globals

const BETTER: Record<BackendName, string[]> = {
  tensorflow: [],
  wasm: ['@tensorflow/tfjs-node'],
  cpu: ['@tensorflow/tfjs-node', '@tensorflow/tfjs-backend-wasm'],
}

/** What makes a child's `loadTensorflow()` choose a backend: the packages of the better ones are hidden from it. */
export function choosing(backend: BackendName): { flags: string[]; env: { HIDDEN_PACKAGES: string } } {
  const flags = ['--require', join(__dirname, 'fixtures/hide-packages.cjs')]
  return { flags, env: { HIDDEN_PACKAGES: BETTER[backend].join(' ') } }
}

/** The tests for each backend. Those of a native one that is not there are skipped, which their title tells. */
export function describeBackends(tests: (backend: BackendName) => void): void {
  for (const backend of ['cpu', 'wasm', 'tensorflow'] as const) {
    const reason = backend === 'tensorflow' ? whyNoNative : ''
    if (reason === '') describe(`on ${backend}`, () => tests(backend))
    else
      describeSkipped(`${basename(expect.getState().testPath!)} on ${backend}`, reason, () => tests(backend))
  }
}
