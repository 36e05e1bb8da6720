import { ExmanError } from '../../errors'
import { jsonIn, look, readLooked, type Look } from '../../files'
import type { ReadProblem } from '../record'

/** A file of exman's that is larger is not one: a listing must not fill the memory with it. */
const MOST_BYTES = 64 * 2 ** 20

/** Files changed so shortly before they are looked at may change again without another time on them. */
const SETTLED_AFTER = 3000

/** Other whenever one of the files of a folder has another content, or came or went. Nothing is read, and nothing thrown. */
export function stampOf(dir: string, files: readonly string[]): string {
  let stamp = ''
  for (const file of files) stamp += `${stampOfFile(`${dir}/${file}`)},`
  return stamp
}

function stampOfFile(path: string): string {
  try {
    return look(path)?.stamp ?? ''
  } catch (error) {
    if (error instanceof ExmanError) return error.code
    throw error
  }
}

/** The files of one run, read at one moment; the first problem is kept instead of thrown. */
export class FolderReading {
  readonly dir: string
  problem: ReadProblem | null = null
  /** As `stampOf` tells it. */
  readonly stamp: string
  readonly #looks: Look[] = []
  readonly #texts = new Map<string, string>()

  constructor(dir: string, files: readonly string[]) {
    this.dir = dir
    this.stamp = files.map((file) => `${this.#open(file)},`).join('')
  }

  /** Whether the stamp would tell of a change from now on; not so for what was changed a moment ago. */
  isSettled(now: number): boolean {
    return this.#looks.every(({ changedAt }) => now - changedAt >= SETTLED_AFTER)
  }

  /** Whether there was such a file, and it could be read. */
  has(file: string): boolean {
    return this.#texts.has(file)
  }

  /** What `parse` makes of a file; undefined when there is none, or it cannot be read. */
  read<T>(file: string, parse: (text: string, path: string) => T): T | undefined {
    const text = this.#texts.get(file)
    return text === undefined ? undefined : this.#try(file, () => parse(text, `${this.dir}/${file}`))
  }

  /** The same for a file of JSON. */
  readJson<T>(file: string, parse: (value: unknown, path: string) => T): T | undefined {
    return this.read(file, (text, path) => parse(jsonIn(text, path), path))
  }

  /** Takes down what is wrong with the run, unless something was before. */
  fail(code: string, message: string, file: string): void {
    this.problem ??= { code, message, file }
  }

  #open(file: string): string {
    const found = this.#try(file, () => readLooked(`${this.dir}/${file}`, MOST_BYTES))
    if (found === undefined) return this.problem?.file === file ? this.problem.code : ''
    this.#looks.push(found.look)
    this.#texts.set(file, found.text)
    return found.look.stamp
  }

  #try<T>(file: string, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      if (!(error instanceof ExmanError)) throw error
      this.fail(error.code, error.message, file)
      return undefined
    }
  }
}
