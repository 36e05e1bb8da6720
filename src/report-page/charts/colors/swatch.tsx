import { cornersOf, type Shape } from './shape-path'

/** A short line with a point, as in the pictures. */
export function Swatch({ color, shape, dash }: { color: string; shape: Shape; dash: readonly number[] }) {
  const corners = cornersOf(shape, 4.5)
  return (
    <svg class="chart-swatch" width="30" height="14" viewBox="-15 -7 30 14" aria-hidden="true">
      <path d="M-15,0H15" stroke={color} stroke-width="2" stroke-dasharray={dash.join(' ')} />
      {corners.length === 0 ? (
        <circle r="4.5" fill={color} />
      ) : (
        <polygon points={corners.map((corner) => corner.join(',')).join(' ')} fill={color} />
      )}
    </svg>
  )
}
