import { ArgumentParser } from 'argparse'
import { ExParser } from '../../../src'
import { worksUnchanged } from './compare'

const plainParent = () => {
  const parent = new ArgumentParser({ add_help: false })
  parent.add_argument('--parent', { type: 'int', default: '3' })
  parent.add_argument('-v', '--verbose', { action: 'count' })
  const group = parent.add_argument_group('of the parent', 'described')
  group.add_argument('--deep')
  const either = group.add_mutually_exclusive_group({ required: true })
  either.add_argument('--this')
  either.add_argument('--that', { action: 'store_true' })
  parent.set_defaults({ inherited: 'yes' })
  return parent
}

worksUnchanged({
  'groups of arguments': {
    declare: (parser) => {
      const group = parser.add_argument_group('group', 'with a description')
      group.add_argument('--foo', { type: 'int' })
      group.add_argument('bar')
      const other = parser.add_argument_group({ title: 'other', argument_default: 'of the group' })
      other.add_argument('--baz')
      other.set_defaults({ foo: 7 })
      parser.add_argument_group().add_argument('--untitled')
      parser.add_argument_group('group').add_argument('--again')
    },
    lines: ['', 'b', 'b --foo 1 --baz 2 --untitled 3 --again 4', 'b --foo x'],
  },
  'arguments that exclude each other': {
    declare: (parser) => {
      const group = parser.add_mutually_exclusive_group()
      group.add_argument('--foo', { action: 'store_true' })
      group.add_argument('--bar', { nargs: '?', const: 1 })
      group.add_argument('baz', { nargs: '*', default: ['d'] })
    },
    lines: ['', '--foo', '--foo --bar', '--bar --foo', 'x --foo', '--bar 1', '--bar --bar', 'x y'],
  },
  'arguments one of which is required': {
    declare: (parser) => {
      const group = parser.add_mutually_exclusive_group({ required: true })
      group.add_argument('--foo', { type: 'int' })
      group.add_argument('--bar', { action: 'store_true' })
      parser.add_argument('--tmpfs', { action: 'store_true' })
    },
    lines: ['', '--foo 1', '--bar', '--foo 1 --bar', '--tmpfs', '--foo x', '--tm --bar'],
  },
  'a group in a group': {
    declare: (parser) => {
      const group = parser.add_argument_group('Group title')
      const exclusive = group.add_mutually_exclusive_group({ required: true })
      exclusive.add_argument('--foo')
      exclusive.add_argument('--bar')
      group.add_argument('--baz')
    },
    lines: ['--foo 1 --baz 2', '--foo 1 --bar 2', '--baz 1'],
  },
  'a group in a group of its own kind': {
    declare: (parser) => {
      const group = parser.add_mutually_exclusive_group() as unknown as ArgumentParser
      group.add_mutually_exclusive_group()
    },
    lines: [''],
  },
  'a group of arguments in another': {
    declare: (parser) => {
      const group = parser.add_argument_group('a') as unknown as ArgumentParser
      group.add_argument_group('b')
    },
    lines: [''],
  },
  'a required argument among those that exclude each other': {
    declare: (parser) =>
      parser.add_mutually_exclusive_group().add_argument('--foo', { required: true }) && undefined,
    lines: ['--foo 1'],
  },
  'a parent that is a plain parser': {
    options: () => ({ parents: [plainParent()] }),
    declare: (parser) => parser.add_argument('foo') && undefined,
    lines: ['x --that', '--parent 2 XXX -vv --this 1 --deep 2', 'x', 'x --this 1 --that', '--par 4 x --th 1'],
  },
  'a parent of its own class': {
    options: ({ Parser }) => {
      const parent = new Parser({ add_help: false, parents: [plainParent()] })
      parent.add_argument('--of-own', { type: 'float', default: 1 })
      parent.register('type', 'twice', (text: string) => text + text)
      return { parents: [parent] }
    },
    declare: (parser) => parser.add_argument('foo') && undefined,
    lines: ['x --that', '--of-own 2 XXX --that', '--of x --that', 'x'],
  },
  'parents with the same option': {
    options: () => ({ parents: [plainParent(), plainParent()] }),
    declare: () => undefined,
    lines: [''],
  },
  'parents with the same option, which is resolved': {
    options: () => ({ parents: [plainParent(), plainParent()], conflict_handler: 'resolve' }),
    declare: (parser) => parser.add_argument('--parent', { type: 'float' }) && undefined,
    lines: ['--that', '--parent 1.5 --that', '--this 1'],
  },
  'a parent that is of our class, in a plain parser': {
    options: () => {
      const parent = new ExParser({ add_help: false, root: 'never-made' })
      parent.add_argument('--lr', { type: 'float', default: 0.1, volatile: true })
      return { parents: [parent] }
    },
    declare: (parser) => parser.add_argument('--own') && undefined,
    lines: ['', '--lr 1 --own 2', '--lr x'],
  },
  'the same option twice': {
    declare: (parser) => {
      parser.add_argument('-f', '--foo')
      parser.add_argument('--foo')
    },
    lines: ['--foo 1'],
  },
  'the same option twice, which is resolved': {
    options: { conflict_handler: 'resolve' },
    declare: (parser) => {
      parser.add_argument('-f', '--foo', { type: 'int' })
      parser.add_argument('--foo', { type: 'float' })
      parser.add_argument('-h', { action: 'store_true' })
      parser.add_argument('--name')
      parser.add_argument('--name', { nargs: 2 })
    },
    lines: ['-f 1 --foo 2.5', '-h', '--name a b', '--name a', '-f x'],
  },
})

// A declaration that argparse refuses is refused in the same words.
worksUnchanged(
  Object.fromEntries(
    (
      [
        ['no name', (parser) => parser.add_argument('', {})],
        ['no such action', (parser) => parser.add_argument('--foo', { action: 'of-none' })],
        ['no such type', (parser) => parser.add_argument('--foo', { type: 'complex' })],
        ['no such option', (parser) => parser.add_argument('--foo', { typ: 'int' } as object)],
        ['no values', (parser) => parser.add_argument('foo', { nargs: 0 })],
        ['a required positional', (parser) => parser.add_argument('foo', { required: true })],
        ['too few metavars', (parser) => parser.add_argument('--foo', { nargs: 2, metavar: ['A'] })],
        ['a help that is no format', (parser) => parser.add_argument('--foo', { help: '%(foo)s %' })],
        ['two subcommands', (parser) => [parser.add_subparsers(), parser.add_subparsers()]],
      ] satisfies [string, (parser: ArgumentParser) => unknown][]
    ).map(([title, declare]) => [
      `refused: ${title}`,
      { declare: (parser: ArgumentParser) => void declare(parser), lines: [''] },
    ]),
  ),
)
