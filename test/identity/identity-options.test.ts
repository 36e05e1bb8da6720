import { OptionError } from '../../src/errors'
import { checkIdentityOptions, type IdentityOptions } from '../../src/identity/identity-options'

const fine: IdentityOptions = {
  monitored: ['model', 'training.optimizer'],
  ids: 'object-hash',
  neutralParams: { 'model.dropout': 0, 'training.optimizer.decay': null },
  ignoredParams: ['debug', 'comment', 'model.note', 'training.verbose', 'mod', 'training\\.optimizer'],
}

test('takes paths inside and beside the monitored groups', () => {
  expect(() => checkIdentityOptions(fine)).not.toThrow()
})

test.each<[string, Partial<IdentityOptions>, string, RegExp]>([
  [
    'no groups at all',
    { monitored: [] },
    'monitoredParamKeys',
    /is empty, so every run would be the same experiment/,
  ],
  ['a group named twice', { monitored: ['model', 'model'] }, 'monitoredParamKeys', /has "model" twice/],
  [
    'a group that cannot be read',
    { monitored: ['a..b'] },
    'monitoredParamKeys',
    /The path "a\.\.b" cannot be read/,
  ],
  [
    'an ignored path that cannot be read',
    { ignoredParams: [''] },
    'ignoredParams',
    /The path "" cannot be read/,
  ],
  ['a neutral path that cannot be read', { neutralParams: { 'a\\': 1 } }, 'neutralParams', /cannot be read/],
  [
    'a group that is ignored',
    { ignoredParams: ['model'] },
    'ignoredParams',
    /takes away the whole monitored group "model"/,
  ],
  [
    'a group inside an ignored one',
    { ignoredParams: ['training'] },
    'ignoredParams',
    /takes away the whole monitored group "training\.optimizer"/,
  ],
  [
    'a group that is neutral',
    { neutralParams: { model: 1 } },
    'neutralParams',
    /has "model", which takes away/,
  ],
  [
    'a group inside a neutral one',
    { neutralParams: { training: {} } },
    'neutralParams',
    /has "training", which takes away/,
  ],
  [
    'a neutral value that is not JSON',
    { neutralParams: { 'model.a': NaN } },
    'neutralParams',
    /a value for "model\.a" that no parameter can have.*NaN/,
  ],
])('refuses %s', (_, change, option, message) => {
  const check = () => checkIdentityOptions({ ...fine, ...change })
  expect(check).toThrow(OptionError)
  expect(check).toThrow(message)
  expect(check).toThrow(expect.objectContaining({ code: 'EXMAN_OPTION_INVALID', option }) as Error)
  expect(check).toThrow(/[^.]\.$/)
})
