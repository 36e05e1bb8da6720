/** Which way a metric gets better. */
export type Mode = 'min' | 'max'

// As in Keras and tfjs `acc` says "more is better"; the others are the common metrics of which that is also true.
const MORE_IS_BETTER = /acc|auc|precision|recall|f1|fmeasure/i
// Whatever else the name says: `vaccine_loss`, `val_f1_error`.
const LESS_IS_BETTER = /loss|error|(?<![a-z])err/i

/** Resolves mode `auto` by the metric's name. */
export function resolveMode(mode: Mode | 'auto', monitor: string): Mode {
  if (mode !== 'auto') return mode
  return MORE_IS_BETTER.test(monitor) && !LESS_IS_BETTER.test(monitor) ? 'max' : 'min'
}

/** Whether `value` beats `best`. What is not finite never does; the first finite value does; a tie does not. */
export function isBetter(value: number | undefined, best: number | undefined, mode: Mode): boolean {
  if (value === undefined || !Number.isFinite(value)) return false
  if (best === undefined) return true
  return mode === 'min' ? value < best : value > best
}
