/** Runs in a page and tells which texts in sight stand out too little from what they stand on. */
export const FAINT_TEXTS = `(() => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number)
    return color.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]
  }
  const over = ([r, g, b, a], below) => [r, g, b].map((value, at) => value * a + below[at] * (1 - a))
  const ground = (element) => {
    if (element === null) return parse(getComputedStyle(document.documentElement).backgroundColor)[3] === 0
      ? (matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255])
      : parse(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3)
    const color = parse(getComputedStyle(element).backgroundColor)
    return color[3] === 1 ? color.slice(0, 3) : over(color, ground(element.parentElement))
  }
  const light = (color) => {
    const [r, g, b] = color.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }
  const opacity = (element) => element === null ? 1 : Number(getComputedStyle(element).opacity) * opacity(element.parentElement)
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > 1
  const texts = document.createTreeWalker(document.getElementById('page'), NodeFilter.SHOW_TEXT)
  const faint = []
  let count = 0
  while (texts.nextNode()) {
    const { data, parentElement: element } = texts.currentNode
    if (data.trim() === '' || !isSeen(element) || element.closest('[disabled]')) continue
    count++
    const style = getComputedStyle(element)
    const [r, g, b, a] = parse(element instanceof SVGElement ? style.fill : style.color)
    const below = ground(element)
    const found = contrast(over([r, g, b, a * opacity(element)], below), below)
    if (found < 4.5) faint.push(data.trim().slice(0, 40) + ': ' + found.toFixed(2))
  }
  return { count, faint: [...new Set(faint)] }
})()`
