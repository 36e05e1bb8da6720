import { DASHES, SHAPES } from '../../../plot/theme/shapes'
import type { Coloring } from './coloring'
import { Swatch } from './swatch'

/** What the colours mean. */
export function ColorLegend({ coloring: { title, keys, ramp } }: { coloring: Coloring }) {
  return (
    <div class="chart-legend">
      <span class="chart-legend-title">{title}</span>
      {ramp === null ? (
        <ul>
          {keys.map(({ text, color }, at) => (
            <li key={text}>
              <Swatch color={color} shape={SHAPES[at % SHAPES.length]!} dash={DASHES[0]!} />
              {text}
            </li>
          ))}
        </ul>
      ) : (
        <span class="chart-ramp">
          {keys[0]?.text}
          <svg viewBox={`0 0 ${ramp.length} 10`} preserveAspectRatio="none" aria-hidden="true">
            {ramp.map((color, at) => (
              <rect key={at} x={at} width="1.5" height="10" fill={color} />
            ))}
          </svg>
          {keys[1]?.text}
        </span>
      )}
    </div>
  )
}
