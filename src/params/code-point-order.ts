/** The order of two texts by code points, which is not that of `<`: a character past U+FFFF comes after U+FFFD. */
export function codePointOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === length) return a.length - b.length
  // The second halves of two pairs differ: the code points begin one before.
  if (at > 0 && isPair(a, at - 1) !== isPair(b, at - 1)) at--
  return (a.codePointAt(at) as number) - (b.codePointAt(at) as number)
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) as number) > 0xffff
}
