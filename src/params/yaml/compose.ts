import type * as yaml from 'yaml'
import { checkDepth, checkPieces, checkSize } from './limits'
import { checkCharacters } from './characters'
import { syntaxError } from './syntax-error'
import type { YamlPlace } from './types'
import { yamlError } from './yaml-error'

/** A document as the library gives it, its scalars still texts. */
export interface Composed {
  /** Nothing but comments give null. */
  readonly root: yaml.ParsedNode | null
  /** Where a node begins, or its tag where it has one. */
  readonly placeOf: (node: yaml.ParsedNode) => YamlPlace
}

/** The yaml library, loaded on first use. */
export function yamlLibrary(): typeof yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would make every reader asynchronous
  return require('yaml') as typeof yaml
}

/** Reads the one document of a text. Throws FileError for what is no YAML, is too large or has several documents. */
export function compose(text: string, path: string): Composed {
  checkSize(text, path)
  checkCharacters(text, path)
  const { Composer, LineCounter } = yamlLibrary()
  const lines = new LineCounter()
  const placeAt = (offset: number): YamlPlace => ({ path, line: lines.linePos(offset).line })
  const { tokens, lastPiece } = tokensOf(text, lines, placeAt)

  // Repeated keys are found later: the library would compare each with all others.
  const composer = new Composer({ schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false })
  const [document, second] = withoutStacks(() => [...composer.compose(tokens, true, text.length)])
  const [error] = document!.errors.sort((a, b) => a.pos[0] - b.pos[0])
  if (error !== undefined) {
    // A quote that is never closed is found out at the end of the text, and stands where the last piece begins.
    const [offset] = error.pos
    throw syntaxError(error, placeAt(offset < text.length ? offset : lastPiece))
  }
  if (second !== undefined) {
    const place = placeAt(second.range[0])
    throw yamlError(
      place,
      'a second document begins here. Keep one in the file, without a line --- in between',
    )
  }
  const placeOf = ({ tag, range: [start] }: yaml.ParsedNode): YamlPlace =>
    placeAt(tag === undefined ? start : Math.max(0, text.lastIndexOf('!', start - 1)))
  return { root: document!.contents, placeOf }
}

/** The syntax tree, one token a document: built piece by piece, to stop before a hostile text has filled the memory. */
function tokensOf(
  text: string,
  lines: yaml.LineCounter,
  placeAt: (offset: number) => YamlPlace,
): { tokens: yaml.CST.Token[]; lastPiece: number } {
  const { Lexer, Parser } = yamlLibrary()
  const parser = new Parser(lines.addNewLine)
  lines.addNewLine(0)
  const here = () => placeAt(parser.offset)
  const tokens: yaml.CST.Token[] = []
  let pieces = 0
  let lastPiece = 0
  for (const piece of new Lexer().lex(text)) {
    checkPieces(++pieces, here)
    const start = parser.offset
    tokens.push(...parser.next(piece))
    if (parser.offset > start) lastPiece = start
    // Besides the lists and mappings that are open, the stack holds the document and the scalar that is being read.
    checkDepth(parser.stack.length - 2, here)
  }
  tokens.push(...parser.end())
  return { tokens, lastPiece }
}

/** Does something whose errors need no stack: a hostile text has 100,000s, each of which the library keeps. */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return work()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
