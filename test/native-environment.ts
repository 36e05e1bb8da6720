import { TestEnvironment } from 'jest-environment-node'

const TYPED_ARRAYS = ['Float32Array', 'Int32Array', 'Uint8ClampedArray', 'BigInt64Array'] as const

/**
 * Node's test environment, with the typed arrays of the process. An addon makes arrays of those, and tfjs asks
 * `instanceof Float32Array`, which is false for the class that a test environment has for itself.
 */
export default class NativeEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    for (const name of TYPED_ARRAYS) Object.assign(this.global, { [name]: globalThis[name] })
  }
}
