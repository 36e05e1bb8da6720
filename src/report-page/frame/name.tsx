import { showText } from '../../params/show'

/** A name that goes on in the next line behind a dot, a slash or an underscore rather than anywhere. */
export function Name({ name }: { name: string }) {
  const parts = showText(name, Infinity).split(/(?<=[./_])(?=[^./_])/)
  return <>{parts.flatMap((part, at) => (at === 0 ? [part] : [<wbr />, part]))}</>
}
