import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { RunSlider, type Place, type RunSliderProps } from './run-slider'
import { safeText } from './safe-text'
import { useDrawing, type Draw } from './use-drawing'

/** What a plot is made of, bottom first. */
export interface PlotAreaProps extends Pick<RunSliderProps, 'order' | 'hovered' | 'onPick' | 'nearest'> {
  readonly width: number
  readonly height: number
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  /** Draws all runs. It is called again only when it is another function. */
  readonly all: Draw
  /** Draws the runs that stand out. */
  readonly some: Draw
  readonly onHover: (run: number | undefined) => void
  /** What there is to say of a run, at the place of the pointer. */
  readonly tell: (run: number, place: Place | undefined) => string
  /** Axes and labels, as parts of an SVG. */
  readonly children: ComponentChildren
}

/** A plot: two canvases, the axes over them, what takes pointer and keys, and below what there is to say of a run. */
export function PlotArea(props: PlotAreaProps) {
  const { width, height, label, all, some, onHover, hovered, tell, children, order, onPick, nearest } = props
  const bottom = useDrawing(all, width, height)
  const top = useDrawing(some, width, height)
  const [place, setPlace] = useState<Place | undefined>()
  const text = hovered === undefined || !order.includes(hovered) ? '' : safeText(tell(hovered, place))
  const hover = (run: number | undefined, at?: Place) => {
    setPlace(at)
    onHover(run)
  }
  return (
    <>
      <div class="plot-area" style={{ maxWidth: `${width}px`, aspectRatio: `${width} / ${height}` }}>
        <canvas ref={bottom} role="img" aria-label={safeText(label)} />
        <canvas ref={top} aria-hidden="true" />
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {children}
        </svg>
        <RunSlider {...{ width, order, hovered, onPick, nearest }} onHover={hover} text={text || 'no run'} />
      </div>
      <p class="plot-readout">{text || hint(order.length)}</p>
    </>
  )
}

function hint(runs: number): string {
  return runs === 0
    ? 'Nothing to show for these runs.'
    : 'Point at a run, or use the arrow keys; click, or Enter, picks it.'
}
