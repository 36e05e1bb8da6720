/** A value that JSON can hold and give back unchanged. Numbers are finite. */
export type Json = null | boolean | number | string | Json[] | JsonObject

/** An object of JSON values, such as the parameters of a run. */
export interface JsonObject {
  [key: string]: Json
}

/** A JSON value that is read-only at every depth. */
export type ReadonlyJson = null | boolean | number | string | readonly ReadonlyJson[] | ReadonlyJsonObject

/** An object of JSON values that is read-only at every depth. */
export interface ReadonlyJsonObject {
  readonly [key: string]: ReadonlyJson
}

/** `T` with every property, at every depth, read-only. */
export type DeepReadonly<T> = {
  // `Json` refers to itself without end, so its read-only form is written out.
  readonly [K in keyof T]: [Json] extends [T[K]] ? ReadonlyJson : DeepReadonly<T[K]>
}
