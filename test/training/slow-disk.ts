/** The real disk, but for files of checkpoints: each waits at its opening until it is let on. */
import { realDisk, useDisk, type Disk } from '../../src/files/disk'

export interface SlowDisk {
  /** The files that were opened so far, by `<checkpoint's file>`; each stands waiting until `letOn`. */
  readonly opened: string[]
  /** Resolves when a save waits at its first file. */
  waiting(): Promise<void>
  /** Lets what waits go on, and all that comes after it within the same save. */
  letOn(): void
}

/** Puts a slow disk in place until the end of the test. */
export function slowDisk(): SlowDisk {
  const opened: string[] = []
  let wake = (): void => undefined
  let letOn: (() => void) | undefined
  const disk: Disk = {
    ...realDisk,
    async open(path, flags) {
      if (flags === 'wx' && path.endsWith('model.json')) {
        opened.push('model.json')
        await new Promise<void>((resolve) => {
          letOn = resolve
          wake()
        })
      }
      return realDisk.open(path, flags)
    },
  }
  restore = useDisk(disk)
  return {
    opened,
    waiting: () => (letOn === undefined ? new Promise((resolve) => (wake = resolve)) : Promise.resolve()),
    letOn: () => {
      letOn?.()
      letOn = undefined
    },
  }
}

let restore = (): void => undefined

afterEach(() => {
  restore()
  restore = () => undefined
})
