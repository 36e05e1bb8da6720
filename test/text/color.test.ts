import { paint, wantsAscii, wantsColor } from '../../src/text/color'

const terminal = { isTTY: true }
const file = {}

test.each([
  ['a terminal has colours', terminal, {}, true],
  ['a file has none', file, {}, false],
  ['NO_COLOR takes them from a terminal', terminal, { NO_COLOR: '1' }, false],
  ['NO_COLOR=0 takes them, too: any text counts', terminal, { NO_COLOR: '0' }, false],
  ['an empty NO_COLOR does not count', terminal, { NO_COLOR: '' }, true],
  ['a dumb terminal has none', terminal, { TERM: 'dumb' }, false],
  ['FORCE_COLOR gives them to a file', file, { FORCE_COLOR: '1' }, true],
  ['an empty FORCE_COLOR does, too', file, { FORCE_COLOR: '' }, true],
  ['FORCE_COLOR=3 does, too', file, { FORCE_COLOR: '3' }, true],
  ['FORCE_COLOR=true does, too', file, { FORCE_COLOR: 'true' }, true],
  ['FORCE_COLOR=0 takes them', terminal, { FORCE_COLOR: '0' }, false],
  ['FORCE_COLOR=false takes them', terminal, { FORCE_COLOR: 'false' }, false],
  ['FORCE_COLOR stands above NO_COLOR, as in Node', file, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ['FORCE_COLOR stands above TERM', file, { FORCE_COLOR: '1', TERM: 'dumb' }, true],
])('%s', (_, output, env, wanted) => {
  expect(wantsColor(output, env)).toBe(wanted)
})

test.each([
  [{}, false],
  [{ TERM: 'xterm-256color', LANG: 'en_US.UTF-8' }, false],
  [{ LANG: 'de_DE.utf8' }, false],
  [{ TERM: 'dumb', LANG: 'en_US.UTF-8' }, true],
  [{ TERM: 'linux', LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, true],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, false],
  [{ LANG: 'C.UTF-8', LC_ALL: '' }, false],
])('with %j, that pictures are ASCII is %s', (env, wanted) => {
  expect(wantsAscii(env)).toBe(wanted)
})

test('paints whatever the stdout of the process is', () => {
  expect(paint('loss', 'cyan')).toBe('\u001b[36mloss\u001b[39m')
})
