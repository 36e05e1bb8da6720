/** Where in a picture the plot itself stands, in pixels: around it are the labels of its axes. */
export interface Layout {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A layout with so much room around the plot; a plot is never smaller than a pixel. */
export function layoutOf(
  size: { readonly width: number; readonly height: number },
  around: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
): Layout {
  return {
    ...size,
    left: around.left,
    top: around.top,
    right: Math.max(around.left + 1, size.width - around.right),
    bottom: Math.max(around.top + 1, size.height - around.bottom),
  }
}

/** Some axes are the same for several plots side by side: how many fit, and how wide each is. */
export function sideBySide(width: number, count: number, { least, gap }: { least: number; gap: number }) {
  const across = Math.max(1, Math.min(count, Math.floor((width + gap) / (least + gap))))
  return { across, width: (width - gap * (across - 1)) / across }
}
