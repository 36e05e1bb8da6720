/** Chooses the backend of a jest project, `globals.backend`, before its tests: as projects do, by `loadTensorflow`. */
import { loadTensorflow, type BackendName } from '../src/backend'

export = async function onBackend(): Promise<void> {
  const { backend } = globalThis as unknown as { backend: BackendName }
  const tf = await loadTensorflow({ prefer: [backend] })
  // A test file that loads another copy, or changes the backend, would show nothing.
  afterAll(() => expect(tf.getBackend()).toBe(backend))
}
