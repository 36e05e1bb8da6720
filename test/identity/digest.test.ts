import { digest } from '../../src/identity/digest'
import type { Json } from '../../src/params/types'

// Changing one of these literals is a breaking change: every experiment would get another name.
test.each<[Json, string, string]>([
  [
    null,
    'fa1d2db62d4d952e2031452e1bc1ddcad0b192c2e29a706f11ce426ae5acddea',
    '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b',
  ],
  [
    true,
    '4026e0ec651f149cd7e4c2133c1e3af3377ac83debaf6af139fdb09b031f95bb',
    'b5bea41b6c623f7c09f1bf24dcae58ebab3c0cdd90ad966bc43a45b44867e12b',
  ],
  [
    0,
    'ae62ce379369986c0b3c2c8449339c79982142663fe046e6bd3e36380a1310b6',
    '5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9',
  ],
  [
    1.5,
    '25ac7da3ba1c2b13def259600ea9fa0d2ec4530a65515956d9e0f4fafb1172d3',
    '9f29a130438b81170b92a42650f9a94291ecad60bd47af2a3886e75f7f728725',
  ],
  [
    '',
    '52e4bbd9c0f9357a404adccf8a75021155bfed0d61b6bfaa172d60eb11d922dc',
    '12ae32cb1ec02d01eda3581b127c1fee3b0dc53572ed6baf239721a03d82e126',
  ],
  [
    [],
    '65bb21b7b566dc1c84cf06039462e013851df483ad61c229d1880285934dcce2',
    '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
  ],
  [
    {},
    '3d5e52207e0f6f845dddc38a0744e6a687165c9e0cf22f73ac589f02d560b544',
    '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  ],
  [
    { b: 1, a: 'é' },
    '9439469a6f2c8e90a50c8ed9414619c082fdbdb25e965dd0233a0afcc6f27474',
    'd73913efb309b5986cdc9592ec8697c5a024c2240ce3217cf777d396c4e383ad',
  ],
])('of %j is pinned', (value, ours, pythons) => {
  expect(digest(value, 'object-hash')).toBe(ours)
  expect(digest(value, 'python')).toBe(pythons)
})

describe.each(['object-hash', 'python'] as const)('with ids %j', (ids) => {
  test('the order of keys does not matter, nor does a missing prototype', () => {
    const bare = Object.assign(Object.create(null) as { [key: string]: Json }, { b: [1], a: 1 })
    expect(digest({ b: [1], a: 1 }, ids)).toBe(digest({ a: 1, b: [1] }, ids))
    expect(digest(bare, ids)).toBe(digest({ a: 1, b: [1] }, ids))
  })

  test('different data gives different digests', () => {
    const values: Json[] = [
      null,
      0,
      '0',
      1,
      '1',
      true,
      'true',
      [],
      {},
      '',
      [1, 2],
      [2, 1],
      { a: null },
      { a: [] },
      { a: {} },
      'é',
      'e\u0301',
    ]
    const digests = values.map((value) => digest(value, ids))
    expect(new Set(digests).size).toBe(values.length)
    for (const text of digests) expect(text).toMatch(/^[0-9a-f]{64}$/)
  })
})
