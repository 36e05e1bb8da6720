import { ParamsError } from '../../../src'
import { callbackStates, restoreCallbackStates } from '../../../src/training/callbacks/callback-states'
import { compiled, rejection, tf } from '../tiny'

/** A callback with a state of any kind. */
class Remembering extends tf.Callback {
  state: unknown
  constructor(state?: unknown) {
    super()
    this.state = state
  }
  getState() {
    return this.state
  }
  setState(state: unknown) {
    this.state = state
  }
}

class Counting extends Remembering {}

/** The states of callbacks as they come back from a file. */
async function stored(callbacks: object[]) {
  return JSON.parse(JSON.stringify(await callbackStates(tf, callbacks))) as Record<string, never[]>
}

describe('a state', () => {
  test.each<[string, unknown]>([
    ['a number', 0.1],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['-Infinity', -Infinity],
    ['numbers anywhere in it', { best: Infinity, seen: [NaN, 1, [-Infinity]], deep: { worst: -Infinity } }],
    ['a text', 'val_loss'],
    ['null', null],
    ['true', true],
    ['an empty list', []],
  ])('comes back: %s', async (_, state) => {
    const [before, after] = [new Remembering(state), new Remembering('nothing')]
    expect(await restoreCallbackStates(tf, [after], await stored([before]))).toEqual([])
    expect(after.state).toEqual(state)
  })

  test('that is undefined comes back as null', async () => {
    const after = new Remembering('something')
    await restoreCallbackStates(tf, [after], await stored([new Remembering(undefined)]))
    expect(after.state).toBeNull()
  })

  test('is a copy of what it was then', async () => {
    const callback = new Remembering({ losses: [1] })
    const states = await callbackStates(tf, [callback])
    ;(callback.state as { losses: number[] }).losses.push(2)
    expect(states).toEqual({ Remembering: [{ losses: [1] }] })
  })

  test('may be given, and taken, by promises', async () => {
    const order: string[] = []
    const slow = (name: string) => ({
      getState: () => Promise.resolve({ name }),
      setState: async (state: { name: string }) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        order.push(`${state.name} to ${name}`)
      },
    })
    const states = await stored([slow('a'), slow('b')])
    await restoreCallbackStates(tf, [slow('c'), slow('d')], states)
    expect(order).toEqual(['a to c', 'b to d'])
  })

  test.each<[string, unknown, string, string]>([
    ['a function', { schedule: () => 1 }, 'Remembering.schedule', 'is function schedule'],
    ['a typed array', { history: [new Float32Array(2)] }, 'Remembering.history.0', 'Float32Array'],
    ['a Map, as a whole', new Map(), 'Remembering', 'Map'],
    ['a tensor', tf.scalar(1), 'Remembering', 'Tensor'],
  ])('that is no plain data is refused, naming callback and place: %s', async (_, state, path, what) => {
    const error = await rejection(callbackStates(tf, [new Counting(1), new Remembering(state)]))
    expect(error).toBeInstanceOf(ParamsError)
    expect(error).toMatchObject({ code: 'EXMAN_CALLBACK_INVALID', path })
    expect(error.message).toContain(`The value in the state of a callback "${path}" `)
    expect(error.message).toContain(what)
  })
})

describe('callbacks', () => {
  test('of one class are told apart by their order, whatever stands between', async () => {
    const states = await stored([new Counting(1), new Remembering('a'), new Counting(2)])
    expect(states).toEqual({ Counting: [1, 2], Remembering: ['a'] })
    const again = [new Remembering(), new Counting(), {}, new Counting()] as const
    expect(await restoreCallbackStates(tf, again, states)).toEqual([])
    expect([again[0].state, again[1].state, again[3].state]).toEqual(['a', 1, 2])
  })

  test('that have no counterpart, now or then, are named', async () => {
    const states = await stored([new Counting(1), new Counting(2), new Remembering('a')])
    const schedule = new (class Schedule extends Remembering {})('own')
    const [counting] = [new Counting(0)]
    expect(await restoreCallbackStates(tf, [schedule, counting], states)).toEqual([
      'Schedule',
      'Counting',
      'Remembering',
    ])
    expect([schedule.state, counting.state]).toEqual(['own', 1])
  })

  test('without both methods have no state', async () => {
    const half = { getState: () => 1 }
    expect(await callbackStates(tf, [half, { setState: () => 1 }, new tf.CustomCallback({}), {}])).toEqual({})
    expect(await restoreCallbackStates(tf, [half], {})).toEqual([])
  })

  test('without a prototype are objects like others', async () => {
    const bare = () =>
      Object.assign(Object.create(null) as object, new Remembering(), {
        getState: () => 5,
        setState: () => undefined,
      })
    expect(await callbackStates(tf, [bare()])).toEqual({ Object: [5] })
  })
})

describe('tf.callbacks.earlyStopping', () => {
  /** One that has heard of these losses. */
  async function heard(losses: readonly number[], patience = 3) {
    const callback = tf.callbacks.earlyStopping({ monitor: 'loss', patience })
    callback.setModel(compiled())
    await callback.onTrainBegin()
    return tell(callback, losses)
  }

  async function tell(callback: tf.EarlyStopping, losses: readonly number[], from = 0) {
    for (const [at, loss] of losses.entries()) await callback.onEpochEnd(from + at, { loss })
    return callback
  }

  const fieldsOf = (callback: object) => {
    const { best, wait, stoppedEpoch } = callback as Record<string, unknown>
    return { best, wait, stoppedEpoch }
  }

  test.each<[string, number[]]>([
    ['before the first epoch, when its best is infinite', []],
    ['while the loss falls', [3, 2, 1]],
    ['while it waits', [1, 2, 3]],
    ['when it has stopped', [1, 2, 3, 4]],
  ])('goes on where it was: %s', async (_, losses) => {
    const before = await heard(losses)
    const states = await stored([before])
    const after = await heard([])
    expect(await restoreCallbackStates(tf, [after], states)).toEqual([])
    expect(fieldsOf(after)).toEqual(fieldsOf(before))
    for (const callback of [before, after]) await tell(callback, [2], losses.length)
    expect(fieldsOf(after)).toEqual(fieldsOf(before))
  })

  test('of which there are two', async () => {
    const both = [await heard([1, 2]), await heard([5])]
    const again = [await heard([]), await heard([])]
    await restoreCallbackStates(tf, again, await stored(both))
    expect(again.map(fieldsOf)).toEqual(both.map(fieldsOf))
    expect(fieldsOf(again[0]!)).not.toEqual(fieldsOf(again[1]!))
  })
})
