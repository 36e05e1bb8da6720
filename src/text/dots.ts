// The bits of a braille character, by row and column of its dots.
const BRAILLE = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
]

/** Dots on the cells of a terminal: 2 x 4 a cell as braille, or one a cell. */
export class Dots {
  /** The dots of each cell, row by row, as bits. */
  readonly cells: Uint8Array
  /** How many dots there are from left to right, and from top to bottom. */
  readonly across: number
  readonly down: number
  readonly #inCell: { readonly across: number; readonly down: number }

  constructor(
    readonly columns: number,
    readonly rows: number,
    { isBraille }: { isBraille: boolean },
  ) {
    this.#inCell = isBraille ? { across: 2, down: 4 } : { across: 1, down: 1 }
    this.cells = new Uint8Array(columns * rows)
    this.across = columns * this.#inCell.across
    this.down = rows * this.#inCell.down
  }

  /** Others of the same size, without a dot. */
  empty(): Dots {
    return new Dots(this.columns, this.rows, { isBraille: this.#inCell.down > 1 })
  }

  /** Draws a straight line from dot to dot, both of which may be the same. */
  line(fromX: number, fromY: number, toX: number, toY: number): void {
    const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1)
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps
      this.#set(Math.round(fromX + (toX - fromX) * share), Math.round(fromY + (toY - fromY) * share))
    }
  }

  #set(x: number, y: number): void {
    const { across, down } = this.#inCell
    const cell = Math.floor(y / down) * this.columns + Math.floor(x / across)
    this.cells[cell]! |= BRAILLE[y % down]![x % across]!
  }
}

/** The braille character of these dots. */
export function brailleOf(dots: number): string {
  return String.fromCharCode(0x2800 + dots)
}
