import { textPixels } from '../../../src/plot/theme/letters'

// By the advance widths of the font file of DejaVu Sans.
test.each([
  ['training.learning-rate', 12, 128.2],
  ['0.0001', 11, 38.5],
  ['iiiiiiiiii', 10, 27.8],
  ['MMMMMMMMMM', 10, 86.3],
  ['val_loss ~ epoch | model.units', 15, 229.4],
  ['', 12, 0],
])('%j has room, and not much more, in letters of %d pixels', (text, size, pixels) => {
  expect(textPixels(text, size)).toBeGreaterThanOrEqual(pixels * 0.98)
  expect(textPixels(text, size)).toBeLessThanOrEqual(pixels * 1.13)
})

test('bold letters are wider, and those of wide scripts as wide as high', () => {
  expect(textPixels('loss', 10, 'bold')).toBeGreaterThan(textPixels('loss', 10))
  expect(textPixels('学習', 10)).toBe(20)
})
