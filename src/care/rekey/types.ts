import type { Ids } from '../../identity/digest'
import type { Json } from '../../params/types'

/** What is to name the experiments of a tree from now on, as `new ExperimentManager` takes it. */
export interface RekeyOptions {
  /** The parameter groups that name an experiment, as dotted paths, in order. Default: those that experiment.json records. */
  monitoredParamKeys?: readonly string[]
  /** How groups become numbers. Default: as experiment.json records. */
  ids?: Ids
  /** Parameters left out of the key while they have this value. Recorded nowhere; default `{}`. */
  neutralParams?: Readonly<Record<string, Json>>
  /** Parameters that are never part of the key. Recorded nowhere; default `['debug', 'comment', 'author']`. */
  ignoredParams?: readonly string[]
}

/** A run that moves: its id before, and after. */
export interface RekeyMove {
  /** Its id until now. */
  from: string
  /** Its id from then on. */
  to: string
}

/** A run that does not, and why. */
export interface RekeyStay {
  /** The run's name below its root. */
  id: string
  /** Why, as a sentence. */
  why: string
}

/** What has come of a rekey. */
export interface RekeyOutcome {
  /** The runs that were moved, those of an interrupted rekey that was finished included. */
  readonly moved: readonly RekeyMove[]
  /** The runs that were to move, or have come since, and stand where they stood. */
  readonly left: readonly RekeyStay[]
  /** The folders of experiments that were empty then, and are gone. */
  readonly removed: readonly string[]
}
