import { isRepeatable } from '../repeatable-option'
import type { Argument, Command, Option } from 'commander'

/** What the last word of a line may become. */
export interface Place {
  /** The command that the line names so far: `exman` itself before one is named, undefined after one that is not there. */
  command: Command | undefined
  /** What stands there when no option does. */
  expected: 'command' | Option | Argument | undefined
  /** Whether options may stand there. */
  mayBeOption: boolean
  /** What of the last word is no part of a value: `--sort=`. */
  before: string
  /** The options in the line, with their values. */
  given: ReadonlyMap<Option, readonly string[]>
  /** The arguments of the command in the line. */
  values: readonly string[]
}

/** Tells what the last word of a line is, reading the others as commander does. */
export function placeOf(words: readonly string[], exman: Command): Place {
  const reader = new LineReader(exman)
  for (const word of words.slice(0, -1)) reader.read(word)
  return reader.placeOf(words.at(-1) ?? '')
}

class LineReader {
  readonly #exman: Command
  readonly #given = new Map<Option, string[]>()
  readonly #values: string[] = []
  #command: Command | undefined
  /** The option that the next word may be a value of. */
  #open: Option | undefined
  #areOptionsOver = false

  constructor(exman: Command) {
    this.#exman = exman
    this.#command = exman
  }

  read(word: string): void {
    if (this.#takes(word)) return this.#addValue(word)
    this.#open = undefined
    if (this.#areOptionsOver || !isDashed(word)) this.#addWord(word)
    else if (word === '--') this.#areOptionsOver = true
    else if (word.startsWith('--')) this.#addLong(word)
    else this.#addShort(word)
  }

  placeOf(word: string): Place {
    const place: Place = {
      command: this.#command,
      expected: this.#expected(),
      mayBeOption: !this.#areOptionsOver,
      before: '',
      given: this.#given,
      values: this.#values,
    }
    if (this.#takes(word)) return { ...place, expected: this.#open, mayBeOption: !this.#mustTake() }
    const attached = this.#areOptionsOver ? undefined : this.#attached(word)
    return attached === undefined ? place : { ...place, ...attached, mayBeOption: false }
  }

  /** Whether a word is a value of the option before it: an option that needs one takes what looks like an option, too. */
  #takes(word: string): boolean {
    return this.#open !== undefined && (this.#mustTake() || !isDashed(word))
  }

  #mustTake(): boolean {
    const open = this.#open
    return open !== undefined && open.required && this.#given.get(open)!.length === 0
  }

  #addValue(word: string): void {
    this.#given.get(this.#open!)!.push(word)
    if (!this.#open!.variadic) this.#open = undefined
  }

  #addWord(word: string): void {
    if (this.#command !== this.#exman) this.#values.push(word)
    else this.#command = this.#exman.commands.find((command) => command.name() === word)
  }

  #addLong(word: string): void {
    const [name, value] = splitOnce(word, '=')
    const option = this.#option(name)
    if (option === undefined) return
    this.#add(option)
    if (value !== undefined) this.#given.get(option)!.push(value)
    else if (hasValue(option)) this.#open = option
  }

  #addShort(word: string): void {
    const option = this.#option(word.slice(0, 2))
    if (option === undefined) return
    this.#add(option)
    const rest = word.slice(2)
    if (rest === '') this.#open = hasValue(option) ? option : undefined
    else if (hasValue(option)) this.#given.get(option)!.push(rest)
    else this.#addShort(`-${rest}`)
  }

  #add(option: Option): void {
    // Each time that an option is given, it takes values again; only those that may have several keep the older ones.
    this.#given.set(option, isRepeatable(option) ? (this.#given.get(option) ?? []) : [])
  }

  /** The option whose value is written in the same word. */
  #attached(word: string): Pick<Place, 'expected' | 'before'> | undefined {
    const at = /^--[^=]+=/.exec(word)?.[0]
    if (at !== undefined) {
      const option = this.#option(at.slice(0, -1))
      return { expected: option !== undefined && hasValue(option) ? option : undefined, before: at }
    }
    if (!/^-[^-]./.test(word)) return undefined
    const option = this.#option(word.slice(0, 2))
    return option !== undefined && hasValue(option)
      ? { expected: option, before: word.slice(0, 2) }
      : undefined
  }

  #option(name: string): Option | undefined {
    return this.#command?.options.find(({ long, short }) => long === name || short === name)
  }

  #expected(): Place['expected'] {
    if (this.#command === this.#exman) return 'command'
    const declared = this.#command?.registeredArguments ?? []
    const last = declared.at(-1)
    return declared[this.#values.length] ?? (last?.variadic === true ? last : undefined)
  }
}

function hasValue({ required, optional }: Option): boolean {
  return required || optional
}

/** Whether a word is an option when it stands where one may; a single dash is none. */
function isDashed(word: string): boolean {
  return word.length > 1 && word.startsWith('-')
}

function splitOnce(text: string, sign: string): [string, string | undefined] {
  const at = text.indexOf(sign)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
