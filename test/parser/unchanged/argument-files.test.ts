import type { ArgumentParser } from 'argparse'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from '../../faults/scratch'
import { worksUnchanged } from './compare'

const folder = scratch()
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
write('plain', '-f\nbar\n')
write('nested', '--epochs\n3\n@plain\n')
write('words', '-f bar --epochs 3')
write('around-itself', 'a\n@missing')
write('of-exman', '--tmp-dir\n/tmp\n--\n--tmp\n--config\n')

beforeAll(() => process.chdir(folder))

const declare = (parser: ArgumentParser) => {
  parser.add_argument('-f')
  parser.add_argument('--epochs', { type: 'int' })
  parser.add_argument('--tmp-dir')
  parser.add_argument('rest', { nargs: '*' })
}

worksUnchanged({
  'arguments in files': {
    options: { fromfile_prefix_chars: '@' },
    declare,
    lines: [
      ['-f', 'foo', '@plain'],
      ['@nested', 'x'],
      ['@nested', '--epochs', 'x'],
      ['@missing'],
      ['@around-itself'],
      ['@of-exman'],
      ['--', '@plain'],
      ['@'],
      ['-f', ''],
    ],
  },
  'two characters that stand for files': {
    options: { fromfile_prefix_chars: '@+' },
    declare,
    lines: [['+plain'], ['+missing']],
  },
  'no character that stands for files': { declare, lines: [['@plain'], ['@']] },
  'lines read in a way of its own': {
    declare: (_parser, { Parser, calls }) => {
      class Words extends (Parser as typeof ArgumentParser) {
        override convert_arg_line_to_args(line: string): string[] {
          calls.push(line)
          return line.split(' ')
        }
      }
      const parser = new Words({ fromfile_prefix_chars: '@', prog: 'words' })
      declare(parser)
      return parser
    },
    lines: [['@words'], ['@plain', 'x'], ['@missing']],
  },
  'files of arguments for a subcommand': {
    declare: (parser, { calls }) => {
      const go = parser.add_subparsers({ dest: 'command' }).add_parser('go', { fromfile_prefix_chars: '@' })
      go.convert_arg_line_to_args = (line) => (calls.push(line), [line])
      declare(go)
    },
    lines: [
      ['go', '@plain'],
      ['go', '@nested', 'x'],
      ['go', '@missing'],
      ['@plain', 'go'],
    ],
  },
})
