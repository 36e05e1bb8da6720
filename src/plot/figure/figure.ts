import type { Axis, Place } from './axis'

/** A picture as plain data, before it is drawn: for a specification, a terminal or a page. */
export type Figure = PointsFigure | CurvesFigure | HeatMapFigure | ParallelFigure | ImportanceFigure

/** What stands above each picture. */
export interface FigureHead {
  /** What it shows, such as `val_acc ~ training.lr`. */
  readonly title: string
  /** What one has to know to read it, a line each: how many runs, what was folded, what is missing. */
  readonly subtitle: readonly string[]
}

/** Where something stands besides x and y: on which colour, in which panel. Left out where there are none. */
export interface Belongs {
  readonly color?: Place
  readonly panel?: string
}

/** The best run: where it stands, which it is, and its value as text. */
export interface Best extends Belongs {
  readonly x: Place
  readonly y: Place
  /** The id of the run. */
  readonly run: string
  /** Its value, in few digits. */
  readonly text: string
}

/** Values over a column: `val_acc ~ training.lr`. */
export interface PointsFigure extends FigureHead {
  readonly kind: 'points'
  readonly x: Axis
  readonly y: Axis
  readonly color: Axis | null
  readonly panel: Axis | null
  /** Whether the means of one colour are joined by a line. */
  readonly isJoined: boolean
  /** What is folded into one value; empty when nothing is. */
  readonly means: readonly Mean[]
  /** The single values: behind the means, or alone. */
  readonly points: readonly Point[]
  readonly best: Best | null
}

/** The mean of some values at one place of an axis. */
export interface Mean extends Belongs {
  readonly x: Place
  readonly y: number
  /** The mean minus, and plus, the sample standard deviation; null for one value. */
  readonly low: number | null
  readonly high: number | null
  /** How many values. */
  readonly n: number
}

/** A single value. */
export interface Point extends Belongs {
  readonly x: Place
  readonly y: number
  /** The id of the run, or the name of the experiment that its seeds are folded to. */
  readonly run: string
}

/** Values over epochs: `val_loss ~ epoch | model.units`. */
export interface CurvesFigure extends FigureHead {
  readonly kind: 'curves'
  readonly x: Axis
  readonly y: Axis
  readonly color: Axis | null
  readonly panel: Axis | null
  /** The curves that count: means with their bands, or single ones. */
  readonly lines: readonly Line[]
  /** Curves behind these, drawn faintly. */
  readonly faint: readonly Line[]
  readonly best: Best | null
}

/** A curve. What stands in one place of the lists belongs together; values that are not finite are NaN, which is a gap. */
export interface Line extends Belongs {
  /** The run, the experiment, or the colour that it is the curve of. */
  readonly name: string
  readonly epochs: readonly number[]
  readonly values: readonly number[]
  /** The edges of the band around it; null for a single curve. */
  readonly low: readonly number[] | null
  readonly high: readonly number[] | null
  /** How many curves are folded into it. */
  readonly n: number
}

/** A value for each pair of two columns: `val_acc ~ training.lr * model.units`. Both axes have categories. */
export interface HeatMapFigure extends FigureHead {
  readonly kind: 'heat-map'
  readonly x: Axis
  readonly y: Axis
  /** What the colours mean: numbers. */
  readonly color: Axis
  readonly panel: Axis | null
  readonly cells: readonly HeatCell[]
  /** The cell with the best mean, which its text is; the run, or experiment, is the best one in it. */
  readonly best: Best | null
}

/** The mean of the values of a pair. */
export interface HeatCell {
  readonly x: string
  readonly y: string
  readonly value: number
  /** The sample standard deviation; null for one value. */
  readonly std: number | null
  readonly n: number
  readonly panel?: string
}

/** Runs as lines across one axis a parameter. */
export interface ParallelFigure extends FigureHead {
  readonly kind: 'parallel'
  /** The axes from left to right; the last is that of the metric. */
  readonly axes: readonly ParallelAxis[]
  readonly lines: readonly ParallelLine[]
  /** What the colours mean: the metric. */
  readonly color: Axis
}

/** An upright axis of parallel coordinates. */
export interface ParallelAxis {
  readonly title: string
  readonly scale: 'linear' | 'log'
  /** Its labels, and how far up each stands: from 0 at the bottom to 1 at the top. */
  readonly ticks: readonly { readonly share: number; readonly text: string }[]
}

/** A run in parallel coordinates. */
export interface ParallelLine {
  /** The id of the run, or the name of the experiment that its seeds are folded to. */
  readonly run: string
  /** How far up it crosses each axis; null where it has no such value. */
  readonly shares: readonly (number | null)[]
  /** Its value of the metric. */
  readonly value: number
  readonly isBest: boolean
}

/** How closely each parameter goes with a metric. */
export interface ImportanceFigure extends FigureHead {
  readonly kind: 'importance'
  readonly bars: readonly ImportanceBar[]
}

/** How closely a parameter goes with a metric. */
export interface ImportanceBar {
  /** The dotted path of the parameter. */
  readonly parameter: string
  /** From -1 to 1 for values that have an order; from 0 to 1 for categories, which have none. */
  readonly correlation: number
  /** The lower end of the 95 % interval; null where there are too few values for one. */
  readonly low: number | null
  /** The upper end of it. */
  readonly high: number | null
  /** Whether its sign means something: that the metric grows, or falls, with the parameter. */
  readonly isSigned: boolean
  /** How many experiments have the parameter. */
  readonly n: number
}
