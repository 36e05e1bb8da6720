import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { nodeModules, script } from '../compiled'
import { scratch } from '../faults/scratch'
import { DASHED, HOSTILE, HOSTILE_IN_QUOTES, treeWith, UNPRINTABLE } from '../fixtures/completion-tree'
import { describeSkipped } from '../skipped'
import { slice } from '../soak'

jest.setTimeout(180_000)

type Shell = 'bash' | 'zsh' | 'fish'

const TERMINAL = join(__dirname, '../fixtures/completion-terminal.py')

/** How each shell is started, the file it reads then, and what stands there. */
const SHELLS: Record<Shell, { argv: string[]; rc: string; lines: string[] }> = {
  bash: {
    argv: ['bash', '--noprofile', '--rcfile', '.bashrc', '-i'],
    rc: '.bashrc',
    lines: [`PS1='ready: '`, 'source <(PRINT=1 exman completion bash)'],
  },
  zsh: {
    argv: ['zsh', '-i'],
    rc: '.zshrc',
    lines: [`PS1='ready: '`, 'source <(PRINT=1 exman completion zsh)'],
  },
  fish: {
    argv: ['fish', '-i'],
    rc: '.config/fish/config.fish',
    lines: ['function fish_prompt; echo -n "ready: "; end', 'PRINT=1 exman completion fish | source'],
  },
}

const home = scratch()
const work = join(home, 'work')
const ran = join(home, 'ran')

const environment = () => ({
  PATH: [join(home, 'bin'), process.env.PATH].join(delimiter),
  HOME: home,
  ZDOTDIR: home,
  TERM: 'xterm',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  RAN: ran,
})

beforeAll(() => {
  treeWith(join(work, 'experiments'), [...HOSTILE, ...UNPRINTABLE, DASHED])
  mkdirSync(join(work, 'papers of mine'))
  writeFileSync(join(work, 'papers of mine', 'results.csv'), '')
  writeFileSync(join(work, 'parts.txt'), '')
  // Without it fish, started for the first time, would read all manual pages in the background.
  mkdirSync(join(home, '.local/share/fish/generated_completions'), { recursive: true })
  mkdirSync(join(home, 'bin'))
  const words = [process.execPath, ...script('completion-exman')].map((word) => `'${word}'`).join(' ')
  writeFileSync(join(home, 'bin/exman'), `#!/bin/sh\nNODE_PATH='${nodeModules}' exec ${words} "$@"\n`)
  chmodSync(join(home, 'bin/exman'), 0o755)
  for (const { rc, lines } of Object.values(SHELLS)) {
    mkdirSync(dirname(join(home, rc)), { recursive: true })
    writeFileSync(join(home, rc), `${lines.join('\n')}\n`)
  }
})

/** Types lines into a shell that has just been started; `\t` presses TAB. Gives the words of the commands that ran. */
function type(shell: Shell, lines: string[]): { commands: string[][]; shown: string } {
  writeFileSync(ran, '')
  const { argv } = SHELLS[shell]
  const told = { argv, env: environment(), cwd: work, prompt: 'ready: ', lines, ran }
  if (shell === 'bash') argv[3] = join(home, '.bashrc')
  const { stdout, stderr } = spawnSync('python3', [TERMINAL], {
    input: JSON.stringify(told),
    encoding: 'utf8',
  })
  const commands = readFileSync(ran, 'utf8').trimEnd().split('\n')
  return {
    commands: commands.map((line) => (line.startsWith('[') ? (JSON.parse(line) as string[]) : [line])),
    shown: stdout + stderr,
  }
}

function has(...command: [string, ...string[]]): boolean {
  const [tool, ...words] = command
  return spawnSync(tool, words).status === 0
}

/** Like jest's `describe`, for tests in a shell; where that or a terminal cannot be had, it is skipped by name. */
function describeIn(shell: Shell, title: string, body: () => void): void {
  const missing = [
    ...(has(shell, '-c', 'true') ? [] : [`${shell} is not installed`]),
    ...(has('python3', '-c', 'import pty') ? [] : ['python3 is not installed']),
  ]
  if (missing.length === 0) describe(title, body)
  else describeSkipped(title, missing.join('; '), body)
}

/** The first character of a name, as it is typed: each name begins as no other column does. */
const BEGUN = {
  bare: (name: string) => (/^\p{L}/u.test(name) ? name.charAt(0) : `\\${name.charAt(0)}`),
  'in single quotes': (name: string) => `'${name.charAt(0)}`,
  'in double quotes': (name: string) => `"${/^[\\"$`]/.test(name) ? '\\' : ''}${name.charAt(0)}`,
}

function inParts(names: readonly string[], length: number): string[][] {
  const starts = names.flatMap((_, index) => (index % length === 0 ? [index] : []))
  return starts.map((start) => names.slice(start, start + length))
}

/** Lines, and the words of the command that they become; every third, as the suite has them, is of another kind. */
const LINES: [string, string[]][] = [
  ['exman com\t zs\t', ['completion', 'zsh']],
  ['exman ls --sort=val_l\t', ['ls', '--sort=val_loss']],
  ['exman ls -sval_l\t', ['ls', '-sval_loss']],
  ['exman ls --so\tval_l\t', ['ls', '--sort', 'val_loss']],
  ['exman export --output=pap\tres\t', ['export', '--output=papers of mine/results.csv']],
  ['exman ls --root ex\t', ['ls', '--root', 'experiments']],
  ['exman export --ou\tpap\tres\t', ['export', '--output', 'papers of mine/results.csv']],
  ['exman ls --root pa\t', ['ls', '--root', 'papers of mine']],
  ['exman best last.val_l\t', ['best', 'last.val_loss']],
  ['exman show la\t', ['show', 'latest']],
  ['exman best --mode mi\t', ['best', '--mode', 'min']],
  ['exman diff be\t la\t', ['diff', 'best', 'latest']],
]

const withoutSlash = (word: string) => word.replace(/\/$/, '')

describe.each(Object.keys(SHELLS) as Shell[])('%s', (shell) => {
  describeIn(shell, `completion in ${shell}, on a terminal`, () => {
    test.each(Object.keys(BEGUN) as (keyof typeof BEGUN)[])(
      'writes hostile names so that they arrive as they are, %s',
      (where) => {
        const names = where === 'bare' ? slice(HOSTILE, 3) : slice(HOSTILE_IN_QUOTES, 2)
        // Several on a line: each command that runs takes its time.
        const lines = inParts(names, 12).map(
          (part) => `exman ls${part.map((name) => ` --sort ${BEGUN[where](name)}\t`).join('')}`,
        )
        const { commands, shown } = type(shell, lines)
        const arrived = commands.flat().filter((word) => word !== 'ls' && word !== '--sort')
        expect({ names: arrived, shown }).toEqual({ names, shown })
        expect(existsSync(join(work, 'pwned'))).toBe(false)
      },
    )

    test('completes commands, options, values, files and runs', () => {
      const typed = slice(LINES, 3)
      const { commands, shown } = type(
        shell,
        typed.map(([line]) => line),
      )
      const words = typed.map(([, each]) => each)
      // Zsh takes the slash behind a folder away again when the line ends there.
      expect({ commands: commands.map((command) => command.map(withoutSlash)), shown }).toEqual({
        commands: words,
        shown,
      })
    })
  })
})
