import type { Json } from '../../params/types'
import type { ImportanceBar } from '../figure/figure'

/** All that the page of a report shows, as JSON. Numbers that JSON lacks are the texts "NaN", "Infinity", "-Infinity". */
export interface ReportData {
  readonly format: 1
  /** What stands above the report. */
  readonly title: string
  /** When it was made: ISO 8601, UTC. */
  readonly made: string
  /** The version of exman. */
  readonly version: string
  /** How many runs there are: the length of each column. */
  readonly runs: number
  /** The columns; the first is `id`. */
  readonly columns: readonly ReportColumn[]
  /** The metric that most runs monitor; null when no run has finished an epoch. */
  readonly monitor: string | null
  /** Which way each metric gets better. */
  readonly modes: Readonly<Record<string, 'min' | 'max'>>
  /** The names of the columns that are shown at first: those in which the runs differ. */
  readonly overview: readonly string[]
  /** The curves, by metric. */
  readonly curves: readonly ReportCurves[]
  /** How closely each parameter goes with each metric, for the metrics for which there are enough experiments. */
  readonly importance: Readonly<Record<string, readonly ImportanceBar[]>>
  /** What of the runs could not be read, a sentence each. */
  readonly problems: readonly string[]
}

/** A column of the table: its different values, and which of them each run has. */
export interface ReportColumn {
  readonly name: string
  /** Where it comes from: `last` is a metric at the last epoch, `metric` one at the best. */
  readonly part: 'field' | 'metric' | 'last' | 'param' | 'result'
  readonly type: 'number' | 'text' | 'boolean' | 'json' | 'mixed' | 'empty'
  /** The different values. */
  readonly values: readonly Json[]
  /** For each run the place of its value in `values`, -1 for none. Left out when run number i has value number i. */
  readonly index?: readonly number[]
}

/** The curves of one metric, packed. */
export interface ReportCurves {
  readonly metric: string
  /** Whether the codes stand for the logarithms of the values. */
  readonly isLog: boolean
  /** What the codes 0 and 65,534 stand for (when `isLog`, not yet as logarithms); the codes between lie evenly. 65,535 is a gap. */
  readonly low: number
  readonly high: number
  /** The runs that have a curve: their places in the columns. */
  readonly runs: readonly number[]
  /** For each of these the first epoch, and how many codes it has. */
  readonly firsts: readonly number[]
  readonly counts: readonly number[]
  /**
   * For each the epochs that a pair of codes stands for: 1 when each epoch has one code of its own; more when the curve is
   * down-sampled: then every two codes are the smallest and the largest value of so many epochs, in the order in which they came.
   */
  readonly steps: readonly number[]
  /** For each the last epoch. Left out when no curve is down-sampled: then the codes tell. */
  readonly lasts?: readonly number[]
  /** All codes, one curve after the other, as 16-bit little-endian numbers in base64. */
  readonly codes: string
}
