import type { Mode } from './monitor'
import type { Fingerprint } from './data/fingerprint'
import type { Versions } from './provenance'

/** How a run is to be recorded. */
export interface RecordingOptions {
  monitor: string
  mode: Mode | 'auto'
  onDivergence: 'stop' | 'continue'
  onWriteError: 'throw' | 'warn'
  /** Takes the run although a holder is named of which nobody can tell from here whether it lives. */
  takeover: boolean
}

/** Where a run is, and how it is to be recorded. */
export interface RecorderInit {
  id: string
  /** Changes when the run is moved. */
  dir: string
  /** The experiment root: never part of the recorded git state. */
  root: string
  /** A folder of the work tree that the code is in; default: the working folder. */
  workTree?: string
  /** Whether the process is the run, which is then done when the process ends well, also without having logged. */
  isWholeScript?: boolean
  options: RecordingOptions
  /** What the training reads, if that is to be recorded; asked for when this process begins to work on the run. */
  data?: (() => Fingerprint) | undefined
  /** What is known of tfjs, which `run` itself knows nothing of. */
  versions: () => Partial<Versions>
  /** The checkpoints on disk by epoch. */
  checkpoints: () => Iterable<[number, string]>
}
