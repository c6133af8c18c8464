/** Collections that work whatever a cell does to the prototypes of JavaScript's own. */

const { defineProperties, getOwnPropertyDescriptors, getPrototypeOf } = Object;

/** Gives a collection its methods as properties of its own. */
export function sturdy<Collection extends object>(collection: Collection): Collection {
  return defineProperties(collection, getOwnPropertyDescriptors(getPrototypeOf(collection) as object));
}
