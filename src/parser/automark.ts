import { OptionError } from '../errors'
import { safeName, whyNoPlainName } from '../layout/plain-name'
import { nearest } from '../params/nearest'
import { show, showText } from '../params/show'
import type { YamlValue } from '../params/yaml/text'

/**
 * The folders below marked/ for a run: `dataset/mnist/model/cnn` for the arguments `dataset` and `model`. A name that is no
 * argument stands for itself. Throws `EXMAN_OPTION_INVALID` for one that looks like a mistyped argument.
 */
export function automarkFolders(
  marks: readonly string[],
  args: Readonly<Record<string, YamlValue>>,
  known: readonly string[],
): string[] {
  return marks.flatMap((mark) => {
    if (known.includes(mark)) return [safeName(mark), safeName(textOf(args[mark] ?? null))]
    const meant = nearest(mark, known)
    if (meant === undefined) return [mark]
    const text = `The "automark" option of ExParser names "${showText(mark)}", which is no argument. Did you mean "${meant}"?`
    throw new OptionError('EXMAN_OPTION_INVALID', text, { option: 'automark', value: mark })
  })
}

/** A rule for the option: names that can be those of folders. */
export function isListOfMarks(value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'must be an array of names'
  const wrong: unknown = value.find((mark) => typeof mark !== 'string' || whyNoPlainName(mark) !== undefined)
  if (wrong === undefined) return undefined
  const why = typeof wrong === 'string' ? whyNoPlainName(wrong) : 'is no text'
  return `must be an array of names, but ${show(wrong)} ${why}`
}

function textOf(value: YamlValue): string {
  if (value === null) return 'none'
  return Array.isArray(value)
    ? value.map(textOf).join(',')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)
}
