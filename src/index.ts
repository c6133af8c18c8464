/** The package root: the only thing notebooks import. Loading it is light; what is heavy loads when first needed. */
export type { Expression, Operation } from "./expression/expression.js";
