declare module 'mnist' {
  /** The images of one digit: 784 numbers from 0 to 1 each, always in the same order. */
  interface Digit {
    length: number
    range(first: number, last: number): number[][]
  }
  const digits: Digit[]
  export default digits
}
