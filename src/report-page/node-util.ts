/**
 * What stands in a browser for Node's `util`, of which code shared with the page asks whether an object is one of some kinds. All that
 * the page holds comes out of JSON, so it is none of them.
 */
export const types = { isArgumentsObject: () => false }
