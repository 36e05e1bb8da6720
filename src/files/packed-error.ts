import { FileError, type FileErrorCode } from '../errors'

/** Something thrown, as it goes from one thread to another: of an error only message and stack would arrive. */
export interface PackedError {
  thrown: unknown
  /** Of a FileError. */
  file: { code: FileErrorCode; path: string } | undefined
  /** Of an error of the operating system: `code`, `errno`, `syscall`, `path`, `dest`. */
  facts: Record<string, unknown>
  cause: PackedError | undefined
}

/** Makes it ready for its way. */
export function packError(thrown: unknown): PackedError {
  if (!(thrown instanceof Error)) return { thrown, file: undefined, facts: {}, cause: undefined }
  const { code, errno, syscall, path, dest } = thrown as NodeJS.ErrnoException & { dest?: string }
  return {
    thrown,
    file: thrown instanceof FileError ? { code: thrown.code as FileErrorCode, path: thrown.path } : undefined,
    facts: { code, errno, syscall, path, dest },
    cause: thrown.cause === undefined ? undefined : packError(thrown.cause),
  }
}

/** Makes it again what it was. */
export function unpackError({ thrown, file, facts, cause }: PackedError): unknown {
  const rest = cause === undefined ? {} : { cause: unpackError(cause) }
  if (file === undefined)
    return typeof thrown === 'object' ? Object.assign(thrown ?? {}, facts, rest) : thrown
  const { message, stack } = thrown as Error
  const error = new FileError(file.code, message, { path: file.path, ...rest })
  return Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
}
