import { weightOwners } from '../../src/training/weight-owners'

const layer = (name: string, more: object = {}) => ({ class_name: 'Dense', config: { name, ...more } })
const model = (...layers: object[]) => ({ class_name: 'Model', config: { name: 'model1', layers } })

test.each<[string, object, string[], string[]]>([
  [
    'a layer is named by its place',
    model(layer('dense_Dense8'), layer('dense_Dense9')),
    ['dense_Dense9/kernel', 'dense_Dense8/kernel', 'dense_Dense8/bias'],
    ['1/kernel', '0/kernel', '0/bias'],
  ],
  [
    'an input is no layer',
    model({ class_name: 'InputLayer', config: { name: 'input1' } }, layer('a')),
    ['a/kernel'],
    ['0/kernel'],
  ],
  [
    'a layer inside another has a place of its own',
    model(layer('outer', { layer: layer('inner') }), layer('last')),
    ['outer/inner/kernel', 'inner/kernel', 'last/kernel'],
    ['0/1/kernel', '1/kernel', '2/kernel'],
  ],
  [
    'a layer that stands twice has its first place',
    model(layer('a'), layer('a'), layer('b')),
    ['a/kernel', 'b/kernel'],
    ['0/kernel', '1/kernel'],
  ],
  [
    'what is in no topology is told without its number',
    model(layer('a')),
    ['a/backward_lstm_LSTM12/kernel', 'scale_3'],
    ['0/backward_lstm_LSTM/kernel', 'scale_'],
  ],
  [
    'the name of what is no layer is no place',
    model(layer('a', { kernel_initializer: { class_name: 'Zeros', config: {} }, name_of: 'b' })),
    ['b/kernel'],
    ['b/kernel'],
  ],
])('%s', (_, topology, names, owners) => {
  expect(weightOwners(topology, names)).toEqual(owners)
})

test.each([undefined, null, 'text', {}, { config: null }, []])('%j has no layers', (topology) => {
  expect(weightOwners(topology, ['dense_Dense1/kernel'])).toEqual(['dense_Dense/kernel'])
})
