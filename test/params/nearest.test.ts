import { nearest } from '../../src/params/nearest'

const known = ['expBaseDir', 'monitoredParamKeys', 'ids', 'keepBest', 'keepLast', 'lr']

test.each([
  ['expBaseDir', 'expBaseDir'],
  ['expBaseDirs', 'expBaseDir'],
  ['exBaseDir', 'expBaseDir'],
  ['expBsaeDir', 'expBaseDir'],
  ['EXPBASEDIR', 'expBaseDir'],
  ['monitorParamKeys', 'monitoredParamKeys'],
  ['monitoParamKeys', 'monitoredParamKeys'],
  ['monitParamKeys', undefined],
  ['keepLats', 'keepLast'],
  ['keepBset', 'keepBest'],
  ['id', 'ids'],
  ['rl', 'lr'],
  ['l', 'lr'],
  ['x', undefined],
  ['', undefined],
  ['checkpoint', undefined],
  ['constructor', undefined],
])('%j most likely means %j', (name, meant) => {
  expect(nearest(name, known)).toBe(meant)
})

test('prefers the nearest, and the first of two that are equally near', () => {
  expect(nearest('keep', ['keeping', 'keeps'])).toBe('keeps')
  expect(nearest('keepX', ['keepA', 'keepB'])).toBe('keepA')
})

test('finds nothing among nothing', () => {
  expect(nearest('a', [])).toBeUndefined()
})
