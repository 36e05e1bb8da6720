import { DASHES } from '../../../plot/theme/shapes'
import type { Theme } from '../../../plot/theme/theme'
import { Shortened } from '../frame/axes'
import { safeText } from '../frame/safe-text'
import type { RunPlot } from './run-plot'

/** Draws the small plot of a run. What it says stands below it as text. */
export function RunPlotPicture(props: {
  readonly plot: RunPlot
  readonly theme: Theme
  readonly colors: readonly string[]
}) {
  const { plot, theme, colors } = props
  const { layout, xTicks, yTicks, lines } = plot
  const { left, right, bottom, width, height } = layout
  return (
    <svg
      class="run-plot"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={safeText(`${lines.map(({ metric }) => metric).join(' and ')} over epochs`)}
      fill={theme.softInk}
      font-size="11"
    >
      {yTicks.map(({ at, text }) => (
        <g key={text} text-anchor="end">
          <path d={`M${left},${Math.round(at) + 0.5}H${right}`} stroke={theme.grid} />
          <Shortened x={left - 6} y={at + 4} text={text} width={left - 6} />
        </g>
      ))}
      <path d={`M${left},${bottom + 0.5}H${right}`} stroke={theme.axis} />
      {xTicks.map(({ at, text }) => (
        <g key={text} text-anchor={at > right - 10 ? 'end' : 'middle'}>
          <path d={`M${at},${bottom}v4`} stroke={theme.axis} />
          <Shortened x={at > right - 10 ? right : at} y={bottom + 17} text={text} width={60} />
        </g>
      ))}
      {lines.map(({ metric, path }, at) => (
        <path
          key={metric}
          d={path}
          fill="none"
          stroke={colors[at]}
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
          stroke-dasharray={DASHES[at]!.join(' ')}
        />
      ))}
    </svg>
  )
}
