import { Option, type Command } from 'commander'

/** How a list is written for another program, or into a paper. */
export type ListFormat = 'json' | 'csv' | 'markdown' | 'latex'

const FORMATS: Record<ListFormat, string> = {
  json: 'as a JSON array of whole records',
  csv: 'as CSV, every number exact',
  markdown: 'as a Markdown table',
  latex: 'as a LaTeX table (booktabs)',
}

const NAMES = Object.keys(FORMATS) as ListFormat[]

/** Which of the formats was asked for. */
export type FormatOptions = Partial<Record<ListFormat, boolean>>

/** Adds an option for each format; only one can be given. */
export function addFormatOptions(command: Command): Command {
  for (const [name, words] of Object.entries(FORMATS))
    command.addOption(new Option(`--${name}`, words).conflicts(NAMES.filter((other) => other !== name)))
  return command
}

/** The format that was asked for; undefined for a table on the terminal. */
export function formatIn(options: FormatOptions): ListFormat | undefined {
  return NAMES.find((name) => options[name] === true)
}
