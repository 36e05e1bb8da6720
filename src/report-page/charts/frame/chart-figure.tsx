import type { ComponentChildren, RefObject } from 'preact'
import { safeText } from './safe-text'

/** A chart with its heading, what one chooses in it, and what it says below. */
export function ChartFigure(props: {
  readonly name: string
  readonly title: string
  readonly element?: RefObject<HTMLElement | null>
  readonly controls?: ComponentChildren
  /** What has to be said of it, a line each. */
  readonly notes: readonly string[]
  readonly children: ComponentChildren
}) {
  const { name, title, element, controls, notes, children } = props
  return (
    <figure class={`chart chart-${name}`} ref={element}>
      <figcaption>{safeText(title)}</figcaption>
      {controls !== undefined && <div class="chart-controls">{controls}</div>}
      {children}
      {notes.map((note) => (
        <p class="chart-note" key={note}>
          {safeText(note)}
        </p>
      ))}
    </figure>
  )
}
