import { SUPPRESS, type ArgumentParser } from 'argparse'
import { worksUnchanged } from './compare'

const flags =
  (...names: string[]) =>
  (parser: ArgumentParser) => {
    for (const name of names) parser.add_argument(name)
  }

const sameNames = (parser: ArgumentParser) => {
  parser.add_argument('--name', { default: 'anonymous' })
  parser.add_argument('--tmp', { type: 'int' })
  parser.add_argument('--config', { action: 'append' })
  parser.add_argument('--resume', { action: 'store_true' })
  parser.add_argument('--git-dirty', { nargs: '?' })
}

worksUnchanged({
  'abbreviations that begin like options of exman': {
    declare: flags('--temperature', '--conv', '--nanotubes', '--restart', '--git-hub'),
    lines: [
      '--t 1',
      '--te 1',
      '--c 1',
      '--con 1',
      '--co=1',
      '--na 1',
      '--n=1',
      '--r 1',
      '--res 1',
      '--re=1',
      '--g 1',
      '--git 1',
      '--git-=1',
    ],
  },
  'abbreviations of several options': {
    declare: flags('--temperature', '--terms', '--names', '--native'),
    lines: ['--te 1', '--t 1', '--na 1', '--nam 1', '--nat 1', '--x'],
  },
  'texts that begin like options of exman, and are none': {
    declare: (parser) => {
      parser.add_argument('--lr', { type: 'float' })
      parser.add_argument('rest', { nargs: '*' })
    },
    lines: [['--t 5'], ['--na=a b'], ['--config file'], ['--tmp ']],
  },
  'options of the script with the names of those of exman': {
    declare: sameNames,
    lines: [
      '',
      '--name a/b --tmp 3 --config missing.yaml --resume --git-dirty',
      '--na .. --tm 3 --con x --res --git',
      '--tmp x',
      '--name',
    ],
  },
  'options of the script with these names, and no abbreviations': {
    options: { allow_abbrev: false },
    declare: sameNames,
    lines: ['--name a/b --tmp 3 --config missing.yaml --resume --git-dirty', '--tmp x', '--na x'],
  },
  'one option of the script with such a name': {
    declare: (parser) => {
      parser.add_argument('-t', '--tmp', { action: 'store_true' })
      parser.add_argument('-n', '--name')
      parser.add_argument('--config-file', { dest: 'config' })
    },
    lines: ['-tn x', '--tmp --name=x', '--config-file x', '--config-f x', '--n x'],
  },
  'names in the result that exman has a use for': {
    declare: (parser) => {
      for (const name of [
        'root',
        'id',
        'time',
        'commit',
        'params',
        'args',
        'seed',
        'debug',
        'tmp_',
        'experiment',
      ])
        parser.add_argument(`--${name}`, { default: name })
      parser.add_argument('name', { nargs: '?' })
      parser.add_argument('tmp', { nargs: '?' })
      parser.add_argument('config', { nargs: '?' })
    },
    lines: ['', '--root / --id 1 --time 12:30 a b c'],
  },
  'an argument called run': {
    declare: flags('--run'),
    lines: ['', '--run 1', '--ru 1'],
  },
  'an argument called run that may be missing': {
    declare: (parser) => {
      parser.add_argument('--run', { default: SUPPRESS })
      parser.add_argument('--lr')
    },
    parse: (parser, line) => {
      const args = parser.parse_args(line)
      return { args: { ...args }, run: String(args.run), has: 'run' in args }
    },
    lines: ['--run 1', '--lr 1', ''],
  },
  'a positional called run, and a default': {
    declare: (parser) => {
      parser.add_argument('run', { nargs: '*' })
      parser.set_defaults({ root: 'a', id: 1, name: null, tmp: [1] })
    },
    lines: ['', 'a b'],
  },
  'a function called run': {
    declare: (parser) => parser.set_defaults({ run: flags }),
    parse: (parser, line) => typeof parser.parse_args(line).run,
    lines: [''],
  },
})
