/** How strong a line among so many is, so that single ones are seen, and many together are darker. */
export function faintness(count: number): { alpha: number; width: number } {
  if (count <= 8) return { alpha: 0.9, width: 1.6 }
  return { alpha: Math.max(0.02, Math.min(0.7, 0.7 * (count / 30) ** -0.57)), width: count <= 200 ? 1.2 : 1 }
}
