import { ExmanError } from '../../errors'
import { isSettled, jsonIn, look, readLooked, type Look } from '../../files'
import type { ReadProblem } from '../record'
import { attempt } from './attempt'

/** A file of exman's that is larger is not one: a listing must not fill the memory with it. */
const MOST_BYTES = 64 * 2 ** 20

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
  /** As `stampOf` tells it of these files and a rare one. */
  readonly stamp: string
  readonly #looks: Look[] = []
  readonly #texts = new Map<string, string>()

  /** `rare`, behind the others: a file that few runs have. It is looked for before it is opened, since errors are slow. */
  constructor(dir: string, files: readonly string[], rare?: string) {
    this.dir = dir
    this.stamp = files.map((file) => `${this.#open(file)},`).join('')
    this.stamp += `${rare !== undefined && this.#isThere(rare) ? this.#open(rare) : ''},`
  }

  /** Whether the stamp would tell of a change from now on; not so for what was changed a moment ago. */
  isSettled(now: number): boolean {
    return this.#looks.every((look) => isSettled(look, now))
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

  #isThere(file: string): boolean {
    return stampOfFile(`${this.dir}/${file}`) !== ''
  }

  #try<T>(file: string, work: () => T): T | undefined {
    return attempt(work, ({ code, message }) => this.fail(code, message, file))
  }
}
