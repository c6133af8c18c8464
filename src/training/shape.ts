/** The lengths of an array's axes. Of what goes in and out of a layer, without the axis of the examples. */
export type Shape = readonly number[];

/** How many numbers an array of that shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}

export function shapeText(shape: Shape): string {
  return `(${shape.join(", ")})`;
}

/** Numbers in order as nested arrays of a shape. */
export function nested(values: ArrayLike<number>, shape: Shape): unknown {
  const build = (axis: number, start: number, size: number): unknown => {
    if (axis === shape.length) return values[start];
    const part = size / shape[axis]!;
    return Array.from({ length: shape[axis]! }, (_, i) => build(axis + 1, start + i * part, part));
  };
  return build(0, 0, sizeOf(shape));
}
