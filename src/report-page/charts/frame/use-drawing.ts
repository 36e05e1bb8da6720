import { useLayoutEffect, useRef } from 'preact/hooks'
import { useRatio } from './use-ratio'

/** Draws on a canvas, in pixels of the page. */
export type Draw = (context: CanvasRenderingContext2D) => void

/** A canvas of this size, sharp on every screen, that is drawn anew when `draw` is another function. */
export function useDrawing(draw: Draw, width: number, height: number) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const ratio = useRatio()
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined || width <= 0 || height <= 0) return
    context.canvas.width = Math.round(width * ratio)
    context.canvas.height = Math.round(height * ratio)
    context.scale(ratio, ratio)
    draw(context)
  }, [draw, width, height, ratio])
  return canvas
}
