import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { compiled } from '../../compiled'
import { describeSkipped } from '../../skipped'
import { describeOnTerminal, inShell, onTerminal, type Given } from './terminal'

const text = (lines: number) => Array.from({ length: lines }, (_, index) => `line ${index + 1}`).join('\n')

const pages = (what: string) => `
  await load('pager.js').page(${JSON.stringify(what)}, { stdout: process.stdout, env: process.env })
  process.stdout.write('THE END')`

/** A pager that says what it is called with, and prints what it is given with a mark before each line. */
const marks = (): string => {
  const path = join(compiled, 'marks')
  writeFileSync(path, '#!/bin/sh\necho "pager:$#:$1:$LESS:$LESSCHARSET"; sed "s/^/> /"\n')
  chmodSync(path, 0o755)
  return path
}

const show = (what: string, given: Given) => {
  const { code, screen } = onTerminal(pages(what), given)
  return { code, screen: screen.replaceAll('\r\n', '\n') }
}

const piped = (lines: number) => text(lines).replaceAll(/^/gm, '> ')

describeOnTerminal('on a terminal of 10 rows', () => {
  test.each<[string, () => Record<string, string>, number, string]>([
    ['EXMAN_PAGER gets 10 lines', () => ({ EXMAN_PAGER: marks() }), 10, `pager:0::FRX:utf-8\n${piped(10)}\n`],
    ['9 lines and a prompt fit', () => ({ EXMAN_PAGER: marks() }), 9, `${text(9)}\n`],
    ['PAGER is asked second', () => ({ PAGER: marks() }), 20, `pager:0::FRX:utf-8\n${piped(20)}\n`],
    [
      'EXMAN_PAGER first',
      () => ({ PAGER: 'false', EXMAN_PAGER: marks() }),
      20,
      `pager:0::FRX:utf-8\n${piped(20)}\n`,
    ],
    [
      'it may have arguments',
      () => ({ PAGER: `${marks()}  -a b` }),
      20,
      `pager:2:-a:FRX:utf-8\n${piped(20)}\n`,
    ],
    [
      'a quoted argument is the work of a shell',
      () => ({ PAGER: `${marks()} "a b"` }),
      20,
      `pager:1:a b:FRX:utf-8\n${piped(20)}\n`,
    ],
    ['so is an assignment', () => ({ PAGER: `LESS=-S ${marks()}` }), 20, `pager:0::-S:utf-8\n${piped(20)}\n`],
    [
      'LESS of the user stays',
      () => ({ PAGER: marks(), LESS: '-R' }),
      20,
      `pager:0::-R:utf-8\n${piped(20)}\n`,
    ],
    ['an empty PAGER means none', () => ({ PAGER: '' }), 20, `${text(20)}\n`],
    ['an empty EXMAN_PAGER means none', () => ({ PAGER: marks(), EXMAN_PAGER: '' }), 20, `${text(20)}\n`],
    ['cat means none', () => ({ PAGER: 'cat' }), 20, `${text(20)}\n`],
    ['a dumb terminal has none', () => ({ PAGER: marks(), TERM: 'dumb' }), 20, `${text(20)}\n`],
    ['one that does not exist is done without', () => ({ PAGER: '/no/such/pager' }), 20, `${text(20)}\n`],
    ['one that may not be run is done without', () => ({ PAGER: '/dev/null' }), 20, `${text(20)}\n`],
  ])('%s', (_, env, lines, screen) => {
    expect(show(text(lines), { env: env() })).toEqual({ code: 0, screen: `${screen}THE END` })
  })

  test('one that the shell does not find is done without', () => {
    const { code, screen } = show(text(20), { env: { PAGER: 'no-such-pager "$HOME"' } })
    expect({ code, screen: screen.replace(/^.*not found\n/, '') }).toEqual({
      code: 0,
      screen: `${text(20)}\nTHE END`,
    })
  })

  test('a line that is wrapped counts as the rows it takes', () => {
    const env = { PAGER: marks() }
    expect(show('x'.repeat(9 * 40), { env }).screen).not.toContain('pager:')
    expect(show('x'.repeat(9 * 40 + 1), { env }).screen).toContain('pager:')
    expect(show('学'.repeat(9 * 20 + 1), { env }).screen).toContain('pager:')
  })

  test('a terminal that does not know its size gets the text, without a pager', () => {
    const given = { env: { PAGER: marks() }, rows: 0, columns: 0 }
    expect(show(text(100), given)).toEqual({ code: 0, screen: `${text(100)}\nTHE END` })
  })

  test('a pager that is closed early is no error', () => {
    expect(show(text(200_000), { env: { PAGER: 'head -1' } })).toEqual({ code: 0, screen: 'line 1\nTHE END' })
  })

  test('Ctrl-C is for the pager: it goes on, and so does the program', () => {
    const path = join(compiled, 'traps')
    writeFileSync(
      path,
      '#!/bin/bash\ntrap "echo trapped; exit" INT\necho ready\nfor i in {1..100}; do sleep 0.1; done\n',
    )
    chmodSync(path, 0o755)
    const { code, screen } = show(text(20), { env: { PAGER: path }, keys: [['ready', '\u0003']] })
    expect({ code, end: screen.slice(screen.indexOf('trapped')) }).toEqual({
      code: 0,
      end: 'trapped\nTHE END',
    })
  })

  const hasLess = spawnSync('less', ['--version']).status === 0
  const title = 'less'
  const tests = () => {
    test('is the usual pager; q closes it', () => {
      const { code, screen } = show(text(20), { keys: [['line 9', 'q']] })
      expect(code).toBe(0)
      expect(screen).toMatch(/line 9\b.*THE END$/s)
      expect(screen).not.toContain('line 12')
    })

    test('lets colours and braille through, whatever the locale', () => {
      const env = { LANG: 'C', PAGER: 'less' }
      const { screen } = show(`\u001b[36m⣿⡇\u001b[39m\n${text(20)}`, { env, keys: [['line 8', 'q']] })
      expect(screen).toContain('\u001b[36m⣿⡇\u001b[')
    })
  }
  if (hasLess) describe(title, tests)
  else describeSkipped(title, 'less is not installed', tests)
})

test('what is no terminal gets the text, without a pager', () => {
  const trace = join(compiled, 'started')
  const { stdout, status } = inShell(`PAGER='touch ${trace}' TERM=xterm $PROGRAM | cat`, pages(text(100)))
  expect({ stdout, status, hasPager: existsSync(trace) }).toEqual({
    stdout: `${text(100)}\nTHE END`,
    status: 0,
    hasPager: false,
  })
})

test.each([
  ['', ''],
  ['a', 'a\n'],
  ['a\n', 'a\n'],
])('%j ends its line', (what, written) => {
  expect(inShell('$PROGRAM', pages(what)).stdout).toBe(`${written}THE END`)
})
