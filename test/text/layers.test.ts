import { Dots } from '../../src/text/dots'
import { layeredRows, type Layer } from '../../src/text/layers'
import { cellAt, drawPath } from '../../src/text/path'

const STYLE = { columns: 4, rows: 2, color: false, ascii: false }

function layer(spots: [number, number][], more: Partial<Layer> = {}, isBraille = true): Layer {
  const dots = new Dots(4, 2, { isBraille })
  drawPath(
    dots,
    spots.map(([across, up]) => ({ across, up })),
  )
  return { dots, sign: 'x', ...more }
}

const floor = (more?: Partial<Layer>, isBraille = true) =>
  layer(
    [
      [0, 0],
      [1, 0],
    ],
    more,
    isBraille,
  )
const slope = (more?: Partial<Layer>, isBraille = true) =>
  layer(
    [
      [0, 0],
      [1, 1],
    ],
    more,
    isBraille,
  )

test('what is nearer hides what is farther', () => {
  expect(layeredRows([floor(), slope({ depth: 1 })], new Map(), STYLE).rows).toEqual(['  ⡠⠊', '⣀⣀⣀⣀'])
})

test('of what is equally near all dots are shown', () => {
  expect(layeredRows([floor(), slope()], new Map(), STYLE).rows).toEqual(['  ⡠⠊', '⣠⣊⣀⣀'])
})

test('marks stand before all', () => {
  const at = cellAt({ across: 0, up: 0 }, floor().dots)
  const { rows, isShared } = layeredRows([floor()], new Map([[at, { text: '#' }]]), STYLE)
  expect(rows).toEqual(['', '#⣀⣀⣀'])
  expect(isShared).toBe(true)
})

test('in ASCII a cell has a sign, and # where there are several', () => {
  const layers = [floor({ sign: 'a' }, false), slope({ sign: 'b' }, false)]
  expect(layeredRows(layers, new Map(), { ...STYLE, ascii: true }).rows).toEqual(['  bb', '##aa'])
})

test('colours are those of the layer alone in a cell', () => {
  const layers = [floor({ look: 'red' }), slope({ look: 'blue' })]
  const { rows } = layeredRows(layers, new Map(), { ...STYLE, color: true })
  expect(rows[0]).toBe('  \u001b[34m⡠⠊\u001b[39m')
  expect(rows[1]).toBe('⣠⣊\u001b[31m⣀⣀\u001b[39m')
})
