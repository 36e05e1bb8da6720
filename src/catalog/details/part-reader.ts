import { attempt } from '../read/attempt'
import { checkDepth } from '../read/depth'
import { FolderReading } from '../read/folder-reading'
import type { ReadProblem } from '../record'

/** Reads the files of one run, and takes down each that cannot be read instead of throwing. */
export class PartReader {
  readonly dir: string
  /** What could not be read, a problem for each file. */
  readonly problems: ReadProblem[] = []

  constructor(dir: string) {
    this.dir = dir
  }

  /** What `parse` makes of the text of a file; undefined when there is none, or it cannot be read. */
  text<T>(file: string, parse: (text: string, path: string) => T): T | undefined {
    return this.#read(file, (reading) => reading.read(file, parse))
  }

  /** The same for a file of JSON. */
  json<T>(file: string, parse: (value: unknown, path: string) => T): T | undefined {
    return this.#read(file, (reading) =>
      reading.readJson(file, (value, path) => {
        checkDepth(value, path)
        return parse(value, path)
      }),
    )
  }

  /** What some work gives; undefined, with a problem of `file`, when it throws what exman throws. */
  try<T>(file: string, work: () => T): T | undefined {
    return attempt(work, ({ code, message }) => this.fail(code, message, file))
  }

  /** Takes down what is wrong with a file, unless something was before. */
  fail(code: string, message: string, file: string): void {
    if (this.problems.every((problem) => problem.file !== file)) this.problems.push({ code, message, file })
  }

  #read<T>(file: string, read: (reading: FolderReading) => T | undefined): T | undefined {
    const reading = new FolderReading(this.dir, [file])
    const found = read(reading)
    if (reading.problem !== null) this.fail(reading.problem.code, reading.problem.message, file)
    return found
  }
}
