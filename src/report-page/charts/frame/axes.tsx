import type { Theme } from '../../../plot/theme/theme'
import type { Layout } from './layout'
import { safeText } from './safe-text'
import { fitted } from './fitted'

/** A mark on an axis. */
interface Mark {
  readonly at: number
  readonly text: string
}

interface AxisProps {
  readonly layout: Layout
  readonly theme: Theme
  readonly ticks: readonly Mark[]
  readonly title: string
  /** How wide a label may be. */
  readonly room?: number
}

const SIZE = 12

/** The axis below a plot. */
export function BottomAxis({ layout, theme, ticks, title, room }: AxisProps) {
  const { left, right, bottom } = layout
  return (
    <g fill={theme.softInk} font-size={SIZE} text-anchor="middle">
      <path d={`M${left},${bottom + 0.5}H${right}`} stroke={theme.axis} />
      {ticks.map(({ at, text }) => (
        <g key={`${at} ${text}`}>
          <path d={`M${at},${bottom}v5`} stroke={theme.axis} />
          <Shortened x={at} y={bottom + 18} text={text} width={room ?? Infinity} />
        </g>
      ))}
      <g fill={theme.ink}>
        <Shortened x={(left + right) / 2} y={bottom + 36} text={title} width={right - left} />
      </g>
    </g>
  )
}

/** The axis at the left of a plot; its title stands above. */
export function LeftAxis({ layout, theme, ticks, title, room }: AxisProps) {
  const { left, right, top } = layout
  return (
    <g fill={theme.softInk} font-size={SIZE}>
      {ticks.map(({ at, text }) => (
        <g key={`${at} ${text}`} text-anchor="end">
          <Shortened x={left - 6} y={at + 4} text={text} width={room ?? 52} />
        </g>
      ))}
      <g fill={theme.ink}>
        <Shortened x={left - 52} y={top - 12} text={title} width={right - left + 52} />
      </g>
    </g>
  )
}

/** A text that is cut when it is wider than this, and then tells itself whole when it is pointed at. */
export function Shortened(props: {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly width: number
  readonly keep?: 'start' | 'end'
}) {
  const { x, y, text, width, keep } = props
  return (
    <text x={x} y={y}>
      {fitted(safeText(text), width, SIZE, keep)}
    </text>
  )
}
