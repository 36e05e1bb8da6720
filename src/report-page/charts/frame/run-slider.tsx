import type { TargetedKeyboardEvent, TargetedMouseEvent } from 'preact'

/** A place in a plot, in its pixels. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** The runs of a plot, for pointer and keys. */
export interface RunSliderProps {
  /** The runs in the order in which keys go through them. */
  readonly order: readonly number[]
  /** The run that is looked at. */
  readonly hovered: number | undefined
  /** `place` is where the pointer is; undefined for keys. */
  readonly onHover: (run: number | undefined, place?: Place) => void
  readonly onPick: (run: number) => void
  /** The run nearest to a place of the plot, in its pixels; undefined when none is near. */
  readonly nearest: (place: Place) => number | undefined
  /** What there is to say of a run. */
  readonly text: string
}

/** Lies over a plot: the pointer finds the nearest run, arrow keys go from run to run, Enter picks. */
export function RunSlider({
  width,
  order,
  hovered,
  onHover,
  onPick,
  nearest,
  text,
}: RunSliderProps & { width: number }) {
  const now = hovered === undefined ? -1 : order.indexOf(hovered)
  const placeOf = ({ currentTarget, offsetX, offsetY }: TargetedMouseEvent<HTMLDivElement>) => {
    // Until the plot is drawn anew it may be shown in another size than it has.
    const scale = width / currentTarget.offsetWidth
    return { x: offsetX * scale, y: offsetY * scale }
  }
  const press = (event: TargetedKeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const next = stepped(event.key, now, order.length)
    if (next !== undefined) onHover(order[next])
    else if (event.key === 'Escape') onHover(undefined)
    else if ((event.key === 'Enter' || event.key === ' ') && now >= 0) onPick(order[now]!)
    else return
    event.preventDefault()
  }
  return (
    <div
      class="plot-runs"
      role="slider"
      tabIndex={order.length === 0 ? -1 : 0}
      aria-label="Runs: arrow keys go from one to the next, Enter picks"
      aria-disabled={order.length === 0}
      aria-valuemin={0}
      aria-valuemax={order.length}
      aria-valuenow={now + 1}
      aria-valuetext={text}
      onKeyDown={press}
      onPointerMove={(event) => {
        const place = placeOf(event)
        onHover(nearest(place), place)
      }}
      onPointerLeave={() => onHover(undefined)}
      onClick={(event) => {
        const run = nearest(placeOf(event))
        if (run !== undefined) onPick(run)
      }}
    />
  )
}

/** Where a key goes from a place among so many; undefined for keys that go nowhere. */
function stepped(key: string, now: number, count: number): number | undefined {
  if (count === 0) return undefined
  const page = Math.max(1, Math.round(count / 10))
  const targets = new Map([
    ['ArrowRight', now + 1],
    ['ArrowUp', now + 1],
    ['ArrowLeft', now - 1],
    ['ArrowDown', now - 1],
    ['PageUp', now + page],
    ['PageDown', now - page],
    ['Home', 0],
    ['End', count - 1],
  ])
  const target = targets.get(key)
  return target === undefined ? undefined : Math.min(count - 1, Math.max(0, target))
}
