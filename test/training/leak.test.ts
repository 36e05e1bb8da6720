/** Runs that come and go leave nothing behind in the process. `npm run bench` looks at more of them, and at more. */
import { closeSync, openSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { holdings } from '../../bench/growth'
import { openRun, type RunCallbacks } from '../../src'
import { begin, goOn } from './sessions'
import { compiled, prepare, tf, TWO_EPOCHS, x, y } from './tiny'

const [WARM_UP, RUNS] = [10, 25]
/** Milliseconds in which no count changes, and for how many that is waited for, since some may never rest. */
const [STILL, PATIENCE] = [300, 20_000]

// They take some seconds, but hundreds of syncs of a disk that others keep busy may take their time.
jest.setTimeout(120_000)

/** What was made for the runs, as long as somebody holds it. */
const made: WeakRef<object>[] = []

/** A run from its beginning to its end, with checkpoints, and read again. */
async function train(): Promise<RunCallbacks> {
  const callbacks = prepare({ monitor: 'loss' })
  const model = compiled({ optimizer: 'adam' })
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks })
  callbacks.run.finish({ ok: true })
  const again = await openRun(callbacks.run.dir)
  again.readLog()
  const loaded = await again.loadModel('best')
  loaded.dispose()
  model.dispose()
  made.push(new WeakRef(callbacks.run), new WeakRef(again), new WeakRef(model))
  return callbacks
}

/** What more there is after so many times `work`. */
async function growth(work: () => Promise<unknown>, times = RUNS) {
  const before = await look()
  made.length = 0
  for (let at = 0; at < times; at++) await work()
  const after = await look()
  return {
    tensors: after.tensors - before.tensors,
    descriptors: after.descriptors - before.descriptors,
    listeners: after.listeners - before.listeners,
    handles: after.handles - before.handles,
    kilobytesEach: (after.heap - before.heap) / times / 1000,
    kept: made.filter((each) => each.deref() !== undefined).length,
  }
}

/** What there is once it stands still: what was begun beside the last run, such as asking git, comes to its end. */
async function look() {
  const count = () => ({ ...holdings(), tensors: tf.memory().numTensors })
  let last = count()
  let since = performance.now()
  for (const begun = since; performance.now() - since < STILL && performance.now() - begun < PATIENCE;) {
    await setTimeout(50)
    const now = count()
    const isStill = (['tensors', 'descriptors', 'listeners', 'handles'] as const).every(
      (kind) => now[kind] === last[kind],
    )
    if (!isStill) since = performance.now()
    last = now
  }
  return last
}

beforeAll(async () => {
  for (let at = 0; at < WARM_UP; at++) await train()
})

test('many runs leave no tensor, file, listener, timer, run or model behind', async () => {
  const { kilobytesEach, handles, kept, ...rest } = await growth(train)
  expect(rest).toEqual({ tensors: 0, descriptors: 0, listeners: 0 })
  // Some are of the test runner's own and come and go.
  expect(handles).toBeLessThan(RUNS / 4)
  // The last one, as the case may be.
  expect(kept).toBeLessThanOrEqual(3)
  // tfjs keeps the names of each model, and the compiler is still at work: 3 to 30 kB were seen.
  expect(kilobytesEach).toBeLessThan(100)
})

test('a run that goes on as often, an epoch each, leaves none of that behind either', async () => {
  const stopping = () => tf.callbacks.earlyStopping({ monitor: 'loss', patience: 99 })
  const args = { ...TWO_EPOCHS, shuffle: true }
  let callbacks = begin()
  let epochs = 1
  const first = { ...args, epochs, callbacks: stopping() }
  await callbacks.run.fit(compiled({ optimizer: 'adam' }), x, y, first)
  const goOnOnce = async () => {
    callbacks = goOn(callbacks)
    const model = compiled({ optimizer: 'adam' })
    expect(await callbacks.run.restore(model)).toBe(epochs)
    epochs += 1
    const mine = stopping()
    await callbacks.run.fit(model, x, y, { ...args, epochs, callbacks: mine })
    model.dispose()
    made.push(new WeakRef(callbacks.run), new WeakRef(model), new WeakRef(mine))
  }
  for (let at = 0; at < 3; at++) await goOnOnce()
  const { tensors, descriptors, listeners, kilobytesEach, kept } = await growth(goOnOnce)
  expect({ tensors, descriptors, listeners }).toEqual({ tensors: 0, descriptors: 0, listeners: 0 })
  expect(kept).toBeLessThanOrEqual(4)
  expect(kilobytesEach).toBeLessThan(100)
})

const planted: unknown[] = []
const undo: (() => void)[] = []
afterAll(() => undo.forEach((each) => each()))

const PLANTS: [string, () => void][] = [
  ['tensors', () => planted.push(tf.scalar(1))],
  ['descriptors', plantDescriptor],
  ['listeners', () => process.on(`planted-${planted.push(0)}`, () => undefined)],
  ['handles', plantTimer],
  ['kilobytesEach', () => planted.push(Buffer.alloc(200_000, 1))],
]

function plantDescriptor(): void {
  const fd = openSync(__filename, 'r')
  undo.push(() => closeSync(fd))
}

function plantTimer(): void {
  const timer = setInterval(() => undefined, 60_000)
  undo.push(() => clearInterval(timer))
}

test.each(PLANTS)('a leak of %s would be seen', async (kind, plant) => {
  const found: Record<string, number> = await growth(() => Promise.resolve(plant()), RUNS)
  expect(found[kind]).toBeGreaterThanOrEqual(kind === 'kilobytesEach' ? 150 : RUNS * 0.9)
})

test('runs that are kept would be seen', async () => {
  const { kept } = await growth(async () => planted.push((await train()).run), 5)
  expect(kept).toBeGreaterThanOrEqual(5)
})
