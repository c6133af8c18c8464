import { dense } from "./dense.js";

/** The layers that a model can be made of, by name; a model's file names them so too. */
export const layers = { dense };
