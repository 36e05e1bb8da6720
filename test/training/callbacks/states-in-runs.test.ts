/** What callbacks remember goes into the checkpoints of a run, and comes back when it goes on. */
import { expectWarnings } from '../../warnings'
import { begin, goOn } from '../sessions'
import { compiled, jsonOf, rejection, tf, TWO_EPOCHS, x, y } from '../tiny'

/** A callback that counts epochs. */
class Counting extends tf.Callback {
  state = 0
  override async onEpochEnd(): Promise<void> {
    this.state += 1
    return Promise.resolve()
  }
  getState(): unknown {
    return this.state
  }
  setState(state: number) {
    this.state = state
  }
}

/** A plain object that counts epochs. */
const counting = () => ({
  epochs: 0,
  onEpochEnd() {
    this.epochs += 1
  },
  getState() {
    return { epochs: this.epochs }
  },
  setState(state: { epochs: number }) {
    this.epochs = state.epochs
  },
})

/** A run of two epochs that is to go on, with its model restored. */
async function restored(list: object[]) {
  const before = begin()
  const model = compiled()
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks: before.run.callbacks(list) })
  const callbacks = goOn(before)
  const initialEpoch = await callbacks.run.restore(model)
  const fit = (mine: object[], args = {}) =>
    model.fit(x, y, {
      ...TWO_EPOCHS,
      epochs: 3,
      initialEpoch,
      ...args,
      callbacks: callbacks.run.callbacks(mine),
    })
  return { run: callbacks.run, fit }
}

test('instances and plain objects have what they had', async () => {
  const { run, fit } = await restored([
    new Counting(),
    counting(),
    tf.callbacks.earlyStopping({ monitor: 'loss' }),
  ])
  expect(jsonOf(run, 'models', 'last', 'training-state.json').callbacks).toMatchObject({
    Counting: [2],
    Object: [{ epochs: 2 }],
    EarlyStopping: [{ wait: 0 }],
  })
  const again = [new Counting(), counting(), tf.callbacks.earlyStopping({ monitor: 'loss' })] as const
  await fit([...again])
  expect([again[0].state, again[1].epochs]).toEqual([3, 3])
})

test('it is there when their first epoch begins', async () => {
  const { fit } = await restored([new Counting()])
  const seen: unknown[] = []
  class Looking extends Counting {
    override async onEpochBegin(): Promise<void> {
      return Promise.resolve(void seen.push(this.state))
    }
  }
  Object.defineProperty(Looking, 'name', { value: 'Counting' })
  await fit([new Looking()])
  expect(seen).toEqual([2])
})

test('a model that is saved before the fit goes on has them, too', async () => {
  const before = begin()
  const model = compiled()
  await model.fit(x, y, { ...TWO_EPOCHS, callbacks: before.run.callbacks(new Counting()) })
  const { run } = goOn(before)
  await run.restore(model)
  const state = () => jsonOf(run, 'models', 'last', 'training-state.json')
  const saved = state()
  await run.saveModel(model)
  expect(state()).toEqual(saved)
  run.finish()
})

test('a fit that is refused has taken nothing away from the next', async () => {
  const { fit } = await restored([new Counting()])
  await rejection(fit([new Counting()], { shuffle: true }))
  const again = new Counting()
  await fit([again])
  expect(again.state).toBe(3)
})

test('one that has no counterpart is warned of, and training goes on', async () => {
  const warnings = expectWarnings()
  const { run, fit } = await restored([new Counting()])
  await fit([counting()])
  expect(warnings).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
  expect(warnings[0]!.text).toContain('the state of Object, Counting has no counterpart')
  expect(run.record.problems).toMatchObject([{ code: 'EXMAN_RESUME_INEXACT' }])
  expect(run.readLog()).toHaveLength(3)
})

test('a state that is no data fails the fit, and says whose it is', async () => {
  class Dating extends Counting {
    override getState() {
      return new Date(0)
    }
  }
  const { run } = begin()
  const callbacks = run.callbacks([new Dating()])
  const error = await rejection(compiled().fit(x, y, { ...TWO_EPOCHS, callbacks }))
  expect(error).toMatchObject({ code: 'EXMAN_CALLBACK_INVALID', path: 'Dating' })
  expect(run.record).toMatchObject({ status: 'failed', error: { code: 'EXMAN_CALLBACK_INVALID' } })
})
