import { activation } from "./activation.js";
import { conv2d } from "./conv2d.js";
import { dense } from "./dense.js";
import { dropout } from "./dropout.js";
import { embedding } from "./embedding.js";
import { flatten } from "./flatten.js";
import { layerNorm } from "./layerNorm.js";
import { maxPool2d } from "./maxPool2d.js";
import { positionalEncoding } from "./positionalEncoding.js";
import { residual } from "./residual.js";
import { selfAttention } from "./selfAttention.js";
import { simpleRnn } from "./simpleRnn.js";

/** The layers that a model can be made of, by name; a model's file names them so too. */
export const layers = {
  dense,
  activation,
  dropout,
  flatten,
  conv2d,
  maxPool2d,
  simpleRnn,
  embedding,
  positionalEncoding,
  selfAttention,
  layerNorm,
  residual,
};
