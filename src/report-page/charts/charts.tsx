import { useMemo, useState } from 'preact/hooks'
import type { Report } from '../data/report'
import { ColorLegend } from './colors/color-legend'
import { coloringBy } from './colors/coloring'
import { columnGroups, isDrawable } from './columns/column-groups'
import { modeOf } from './columns/modes'
import { CurvesChart } from './curves/curves-chart'
import { Choice } from './frame/choice'
import { safeText } from './frame/safe-text'
import { themeStyle } from './frame/theme-style'
import { useKept } from './frame/use-kept'
import { useTheme } from './frame/use-theme'
import { ImportanceChart } from './importance/importance-chart'
import { ParallelChart } from './parallel/parallel-chart'
import { StrongLegend } from './picked/strong-legend'
import { strongRuns } from './picked/strong-runs'
import { ScatterChart } from './scatter/scatter-chart'

/** What the charts show. Runs are named by their places in the columns. */
export interface ChartsProps {
  readonly report: Report
  /** The runs to show: those that the filter leaves. */
  readonly shown: readonly number[]
  /** The runs that stand out, in the order in which they were picked. */
  readonly picked: Iterable<number>
  /** A run was clicked: it is to be picked, or no longer. */
  readonly onPick: (run: number) => void
}

/** The pictures of a report. */
export function Charts({ report, shown, picked, onPick }: ChartsProps) {
  const theme = useTheme()
  const [colorName = '', setColorName] = useKept<string>('color')
  const [hovered, onHover] = useState<number>()
  const column = colorName === '' ? undefined : report.find(colorName)
  const coloring = useMemo(
    () => (column === undefined ? null : coloringBy(column, shown, theme, modeOf(report, column.name))),
    [column, shown, theme],
  )
  const picks = useMemo(() => [...picked], [picked])
  const standing = useMemo(() => strongRuns(shown, picks, coloring, theme), [shown, picks, coloring, theme])
  const props = { report, shown, strong: standing.strong, coloring, theme, hovered, onHover, onPick }
  const groups = [
    { heading: '', options: [{ value: '', text: 'none' }] },
    ...columnGroups(report.columns.filter(isDrawable)),
  ]
  const colorChoice = <Choice label="Colour by" value={colorName} groups={groups} onChoose={setColorName} />
  return (
    <div class="charts" style={themeStyle(theme)}>
      <div class="charts-head">
        {colorChoice}
        {coloring !== null && <ColorLegend coloring={coloring} />}
        <StrongLegend {...{ report, onPick }} {...standing} isPicked={picks.length > 0} />
        {coloring?.notes.map((note) => (
          <p class="chart-note" key={note}>
            {safeText(note)}
          </p>
        ))}
      </div>
      <CurvesChart {...props} />
      <ScatterChart {...props} colorChoice={colorChoice} />
      <ImportanceChart {...props} />
      <ParallelChart {...props} />
    </div>
  )
}
