import { PassThrough } from 'node:stream'
import { progress } from '../../../src/cli/print/progress'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function terminal(columns?: number) {
  const written: string[] = []
  const stderr = Object.assign(new PassThrough(), { columns })
  stderr.on('data', (data: Buffer) => written.push(data.toString()))
  jest.spyOn(stderr, 'write').mockImplementation((text: unknown) => written.push(String(text)) > 0)
  return { stderr, written }
}

/** What stands in the line of a terminal after all that was written. */
function lineOf(written: readonly string[]): string {
  const cells: string[] = []
  let at = 0
  for (const unit of written.join('')) {
    if (unit === '\r') at = 0
    else cells[at++] = unit
  }
  return cells.join('').trimEnd()
}

test('nothing is said in the first second, and nothing need be erased', () => {
  const { stderr, written } = terminal()
  const line = progress({ stderr, isTTY: true })
  line.update(1, 10_000, 'runs')
  jest.advanceTimersByTime(999)
  line.update(4200, 10_000, 'runs')
  line.end()
  expect(written).toEqual([])
})

test('after a second there is one line, which is erased at the end', () => {
  const { stderr, written } = terminal()
  const line = progress({ stderr, isTTY: true })
  jest.advanceTimersByTime(1000)
  line.update(4200, 10_000, 'runs')
  expect(lineOf(written)).toBe('reading 4,200 of 10,000 runs')
  jest.advanceTimersByTime(100)
  line.update(7, 9, 'logs')
  expect(lineOf(written)).toBe('reading 7 of 9 logs')
  line.end()
  expect(lineOf(written)).toBe('')
  expect(written.at(-1)).toBe('\r')
  expect(written.join('')).not.toContain('\n')
})

test('the line is drawn at most ten times a second', () => {
  const { stderr, written } = terminal()
  const line = progress({ stderr, isTTY: true })
  for (let done = 1; done <= 3000; done += 1) {
    jest.advanceTimersByTime(1)
    line.update(done, 3000, 'runs')
  }
  expect(written).toHaveLength(21)
})

test('nothing is said after the end', () => {
  const { stderr, written } = terminal()
  const line = progress({ stderr, isTTY: true })
  line.end()
  jest.advanceTimersByTime(5000)
  line.update(1, 2, 'runs')
  line.end()
  expect(written).toEqual([])
})

test('nothing is said where there is no terminal', () => {
  const { stderr, written } = terminal()
  const line = progress({ stderr, isTTY: false })
  jest.advanceTimersByTime(5000)
  line.update(4200, 10_000, 'runs')
  line.end()
  expect(written).toEqual([])
})

test('the line stays within the terminal, and safe', () => {
  const { stderr, written } = terminal(20)
  const line = progress({ stderr, isTTY: true, doing: 'checking' })
  jest.advanceTimersByTime(1000)
  line.update(1, 2, '\u001b[2J')
  expect(lineOf(written)).toBe('checking 1 of 2 \\u…')
})
