/** `Math.random` as it is outside of seeded fits; each test of a file that imports this must leave it in its place. */
export const original = Math.random

afterEach(() => {
  const left = Math.random
  Math.random = original
  expect(left).toBe(original)
})
