import { contrast, luminance } from '../../src/plot/theme/ramp'
import { alignedLines } from '../../src/text/aligned'
import { asciiText } from '../../src/text/ascii-text'
import { flowingLines } from '../../src/text/flow'
import { onGround, shadeOf } from '../../src/text/shades'

const STYLE = { width: 12, color: false, ascii: false }

test('pieces stand side by side, on as many lines as they need, and are cut alone', () => {
  const pieces = ['one', 'two', 'three', 'a very long piece'].map((text) => ({ text }))
  expect(flowingLines(pieces, STYLE)).toEqual(['one  two', 'three', 'a very long…'])
  expect(flowingLines(pieces, { ...STYLE, ascii: true }).at(-1)).toBe('a very long~')
  expect(flowingLines([], STYLE)).toEqual([])
})

test('pieces in colour are as wide as they are without; those that are painted already say how wide they are', () => {
  const look = 'red' as const
  const pieces = [
    { text: 'abcde', look },
    { text: onGround('x', 1), width: 5 },
    { text: 'b', look },
  ]
  expect(flowingLines(pieces, { ...STYLE, color: true })).toEqual([
    `\u001b[31mabcde\u001b[39m  ${onGround('x', 1)}`,
    '\u001b[31mb\u001b[39m',
  ])
})

const COLUMNS = [
  { head: 'acc', texts: ['0.5', '0.25'], isRight: true },
  { head: 'kind', texts: ['adam', 's'], isRight: false },
  { head: 'run', texts: ['exp-1/run', 'exp-2/run'], isRight: false },
]

test('columns side by side, as many as have room', () => {
  expect(alignedLines(COLUMNS, { width: 40, ascii: false })).toEqual({
    lines: [' acc  kind  run', ' 0.5  adam  exp-1/run', '0.25  s     exp-2/run'],
    left: [],
  })
  expect(alignedLines(COLUMNS, { width: 14, ascii: false })).toEqual({
    lines: [' acc  kind', ' 0.5  adam', '0.25  s'],
    left: [COLUMNS[2]],
  })
})

test('a column that may be cut is shown in the room that is left', () => {
  const columns = [...COLUMNS.slice(0, 2), { ...COLUMNS[2]!, least: 4 }]
  expect(alignedLines(columns, { width: 17, ascii: false }).lines[1]).toBe(' 0.5  adam  exp-…')
  expect(alignedLines(columns, { width: 15, ascii: false }).left).toHaveLength(1)
})

test('the first column is there in any case', () => {
  expect(
    alignedLines([{ head: 'accuracy', texts: ['1'], isRight: true }], { width: 4, ascii: false }).lines,
  ).toEqual(['acc…', '   1'])
})

test.each([
  ['mean ± std', 'mean +- std'],
  ['0.1–0.2 …', '0.1-0.2 ...'],
  ['Größe 学', 'Gr??e ?'],
])('%s in ASCII', (text, ascii) => {
  expect(asciiText(text)).toBe(ascii)
})

test('shades are the darker, the more', () => {
  expect([0, 0.19, 0.2, 0.5, 0.99, 1].map((share) => shadeOf(share, { ascii: false })).join('')).toBe(
    '··░▒██',
  )
  expect([0, 0.3, 1].map((share) => shadeOf(share, { ascii: true })).join('')).toBe('.:#')
})

/** One of the 256 colours of terminals, of those that are a cube of six steps a channel. */
function colorOf(number: number): string {
  const steps = [0, 95, 135, 175, 215, 255]
  const at = number - 16
  const channels = [steps[Math.floor(at / 36)]!, steps[Math.floor(at / 6) % 6]!, steps[at % 6]!]
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

test('grounds are the brighter, the more, and what stands on them can be read', () => {
  const grounds = Array.from({ length: 101 }, (_, at) => {
    const [, ink, ground] = /38;5;(\d+);48;5;(\d+)m/.exec(onGround('x', at / 100))!
    return { ink: colorOf(Number(ink)), ground: colorOf(Number(ground)) }
  })
  const bright = grounds.map(({ ground }) => luminance(ground))
  expect([...bright].sort((a, b) => a - b)).toEqual(bright)
  expect(new Set(bright).size).toBeGreaterThan(10)
  for (const { ink, ground } of grounds) expect(contrast(ink, ground)).toBeGreaterThan(4.5)
})
