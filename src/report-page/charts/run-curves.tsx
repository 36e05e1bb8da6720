import { useMemo } from 'preact/hooks'
import { DASHES } from '../../plot/theme/shapes'
import { curvesOf } from '../data/curves'
import type { Report } from '../data/report'
import { modeOf } from './columns/modes'
import { bestOf, lastOf, placeText } from './curves/curve-facts'
import { safeText } from './frame/safe-text'
import { themeStyle } from './frame/theme-style'
import { useTheme } from './frame/use-theme'
import { RunPlotPicture } from './run/run-plot-picture'
import { runPlots, type RunPlot } from './run/run-plot'

/** The curves of a run: a small plot for each metric, with that of the validation data in it. */
export function RunCurves({ report, run }: { readonly report: Report; readonly run: number }) {
  const theme = useTheme()
  const plots = useMemo(() => runPlots(curvesOf(report), run), [report, run])
  if (plots.length === 0) return null
  const colors = [theme.categories[0]!, theme.categories[1]!]
  return (
    <div class="run-curves" style={themeStyle(theme)}>
      {plots.map((plot) => (
        <figure class="chart" key={plot.lines[0]!.metric}>
          <figcaption>
            {plot.lines.map(({ metric }, at) => (
              <span key={metric}>
                <Dash color={colors[at]!} dash={DASHES[at]!} />
                {safeText(metric)}
              </span>
            ))}
          </figcaption>
          <RunPlotPicture {...{ plot, theme, colors }} />
          {textsOf(report, plot).map((text) => (
            <p class="chart-note" key={text}>
              {safeText(text)}
            </p>
          ))}
        </figure>
      ))}
    </div>
  )
}

function Dash({ color, dash }: { color: string; dash: readonly number[] }) {
  return (
    <svg class="chart-swatch" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
      <path d="M0,5H22" stroke={color} stroke-width="2" stroke-dasharray={dash.join(' ')} />
    </svg>
  )
}

function textsOf(report: Report, { lines }: RunPlot): string[] {
  return lines.map(({ metric, curve }) => {
    const [best, last] = [bestOf(curve, modeOf(report, metric) ?? 'min'), lastOf(curve)]
    if (best === undefined || last === undefined) return `${metric}: no values`
    return `${metric}: best ${placeText(curve, best)}, last ${placeText(curve, last)}`
  })
}
