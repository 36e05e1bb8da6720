import type { Command } from 'commander'
import { noteRun } from '../../care/notes/note-run'
import { storedNotes } from '../../care/notes/notes-file'
import { jsonLine } from '../../catalog/export/json-line'
import { OptionError } from '../../errors'
import { safeLines, safeText } from '../../text/text-width'
import { writeOut } from '../print/write-out'
import type { Terminal } from '../terminal'
import { addTreeOptions, openTree, type TreeOptions } from '../tree-options'

interface NoteOptions extends TreeOptions {
  clear?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  exman note best 'the one for the paper'   in place of what was noted before
  exman note best                           print the note
  exman note best --clear                   take it away
  exman ls --where "note ~ '*paper*'"`

/** Adds `exman note`. */
export function addNote(exman: Command, terminal: Terminal): void {
  const command = exman
    .command('note')
    .description('Note something of a run, or print what was noted.')
    .argument('<run>', 'the beginning of its name, its number, "latest" or "best"')
    .argument('[text]', 'the note; without it, the note is printed')
    .option('--clear', 'take the note away')
    .option('--json', 'print the id and the note as one JSON object')
  addTreeOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, text: string | undefined, options: NoteOptions) => {
      if (text !== undefined && options.clear === true) throw bothGiven(text)
      const record = (await openTree(options, terminal)).find(name)
      const { id } = record
      const { stdout, stderr } = terminal
      const given = options.clear === true ? null : text
      const isChanged = given !== undefined && noteRun(record, given)
      const note = given === undefined ? storedNotes(record.dir).note : given
      if (options.json === true) return writeOut(stdout, `${jsonLine({ id, note })}\n`)
      if (given === undefined && note !== null) return writeOut(stdout, `${safeLines(note).join('\n')}\n`)
      await writeOut(given === undefined ? stderr : stdout, `${answer(safeText(id), given, isChanged)}\n`)
    })
}

function answer(id: string, given: string | null | undefined, isChanged: boolean): string {
  if (given === undefined || (given === null && !isChanged)) return `${id} has no note.`
  if (given === null) return `The note of ${id} is gone.`
  return isChanged ? `Noted of ${id}.` : `That was noted of ${id} before.`
}

function bothGiven(text: string): OptionError {
  const message = 'A note is either given or taken away: leave out --clear, or the text.'
  return new OptionError('EXMAN_OPTION_INVALID', message, { option: 'text', value: text })
}
