import { nested, type Shape } from "./shape.js";

/** Numbers of a layer: weights, their gradients, or outputs. */
export class LayerValues {
  /** The layer's name, as `summary` has it: `dense1`. */
  readonly layer: string;
  /** `weights`, `bias`, `outputs` … */
  readonly name: string;
  readonly shape: Shape;
  /** All numbers, in the order of the axes. */
  readonly values: Float64Array;

  constructor(layer: string, name: string, shape: Shape, values: Float64Array) {
    this.layer = layer;
    this.name = name;
    this.shape = shape;
    this.values = values;
  }

  /** The numbers as nested arrays: those of a matrix by rows. */
  nested<T = number[][]>(): T {
    return nested(this.values, this.shape) as T;
  }
}
