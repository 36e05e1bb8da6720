import type { ScreenLine } from '../curves/screen-line'

/** A line as the path of an SVG. A value between gaps is a dot, which needs round ends to be seen. */
export function svgPath({ xs, ys }: Pick<ScreenLine, 'xs' | 'ys'>): string {
  const parts: string[] = []
  let isDown = false
  for (let at = 0; at < ys.length; at++) {
    const y = ys[at]!
    if (Number.isNaN(y)) isDown = false
    else {
      const place = `${xs[at]!.toFixed(1)},${y.toFixed(1)}`
      parts.push(isDown ? `L${place}` : `M${place}h0`)
      isDown = true
    }
  }
  return parts.join('')
}
