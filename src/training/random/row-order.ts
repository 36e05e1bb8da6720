import type { Draw } from './generator'

/**
 * The order that rows are in after tfjs has shuffled them once with each of these draws. tfjs shuffles the same array
 * at each epoch, so an epoch's order comes of all epochs before it.
 */
export function rowOrder(rows: number, shuffles: Iterable<Draw>): Int32Array {
  const order = ownOrder(rows)
  for (const draw of shuffles) {
    // As `tf.util.shuffle` does it: Fisher and Yates, from the end.
    for (let left = rows; left > 0; left -= 1) swap(order, left - 1, (draw() * left) | 0)
  }
  return order
}

/** The numbers which, drawn one by one, make tfjs's shuffle bring rows that are in their own order into this one. */
export function drawsTo(order: Int32Array): Draw {
  const current = ownOrder(order.length)
  const placeOf = ownOrder(order.length)
  let left = order.length
  return () => {
    // What the order wants at the last place that is left stands somewhere among those that are left.
    const wanted = order[left - 1]!
    const place = placeOf[wanted]!
    const moved = current[left - 1]!
    current[place] = moved
    placeOf[moved] = place
    // The middle of the range that is rounded to this place.
    const draw = (place + 0.5) / left
    left -= 1
    return draw
  }
}

function ownOrder(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row)
}

function swap(order: Int32Array, a: number, b: number): void {
  const kept = order[a]!
  order[a] = order[b]!
  order[b] = kept
}
