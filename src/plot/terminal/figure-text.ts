import { wrappedText } from '../../text/wrap'
import type { Figure } from '../figure/figure'
import { curvesDrawing } from './curves-drawing'
import { drawingStyle, type DrawingOptions, type DrawingStyle } from './drawing-style'
import { heatMapText } from './heat-map-text'
import { importanceText } from './importance-text'
import { parallelText } from './parallel-text'
import { pointsText } from './points-text'

export type { DrawingOptions } from './drawing-style'

/**
 * A figure as lines of text for a terminal, none of them wider than it: the title, what one has to know, and the picture. Colours are
 * letters, too. Throws OptionError.
 */
export function figureText(figure: Figure, options: DrawingOptions): string {
  const style = drawingStyle(options)
  const { width, textOf, painted } = style
  const head = [
    ...wrappedText(textOf(figure.title), width).map((line) => painted(line, 'bold')),
    ...figure.subtitle
      .flatMap((line) => wrappedText(textOf(line), width, '  '))
      .map((line) => painted(line, 'dim')),
  ]
  return `${[...head, '', ...bodyOf(figure, style)].join('\n')}\n`
}

function bodyOf(figure: Figure, style: DrawingStyle): string[] {
  switch (figure.kind) {
    case 'points':
      return pointsText(figure, style)
    case 'curves':
      return curvesDrawing(figure, style)
    case 'heat-map':
      return heatMapText(figure, style)
    case 'parallel':
      return parallelText(figure, style)
    case 'importance':
      return importanceText(figure, style)
  }
}
