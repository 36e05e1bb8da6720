import { Stopwatch } from '../../src/run/stopwatch'

// Both clocks are jest's: `performance.now()` moves with advanceTimersByTime, `Date` can be set apart from it.
beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('a watch that was not started stands at zero', () => {
  const watch = new Stopwatch()
  jest.advanceTimersByTime(5000)
  expect(watch.seconds).toBe(0)
})

test('pauses are taken out', () => {
  const watch = new Stopwatch()
  watch.start()
  jest.advanceTimersByTime(1500)
  watch.pause()
  jest.advanceTimersByTime(60_000)
  expect(watch.seconds).toBe(1.5)
  watch.start()
  jest.advanceTimersByTime(250)
  expect(watch.seconds).toBe(1.75)
})

test('starting and pausing twice changes nothing', () => {
  const watch = new Stopwatch()
  watch.start()
  jest.advanceTimersByTime(1000)
  watch.start()
  jest.advanceTimersByTime(1000)
  watch.pause()
  watch.pause()
  expect(watch.seconds).toBe(2)
})

test('it goes on from the seconds of an earlier session', () => {
  const watch = new Stopwatch(33.1)
  watch.start()
  jest.advanceTimersByTime(400)
  expect(watch.seconds).toBe(33.5)
})

test('a clock set back by an hour does not make it negative', () => {
  const watch = new Stopwatch()
  watch.start()
  jest.setSystemTime(Date.now() - 3_600_000)
  jest.advanceTimersByTime(10)
  expect(watch.seconds).toBe(0.01)
})

test('it begins again at zero', () => {
  const watch = new Stopwatch(33.1)
  watch.restart()
  jest.advanceTimersByTime(400)
  expect(watch.seconds).toBe(0.4)
})
