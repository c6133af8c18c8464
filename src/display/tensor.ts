/** A TensorFlow.js tensor, known by its shape: the library itself is not loaded for it. */
export interface TensorLike {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly size: number;
  readonly isDisposed: boolean;
  dataSync(): ArrayLike<number | string>;
}

/** How many entries of an axis are shown at each end, where a tensor has more than a thousand in all. */
const edge = 3;
const wholeUpTo = 1000;

/** Whether a value is a tensor. */
export function isTensor(value: object): value is TensorLike {
  const { dtype, shape, dataSync } = value as Partial<TensorLike>;
  return typeof dtype === "string" && Array.isArray(shape) && typeof dataSync === "function";
}

/** A tensor's dtype, shape and values; the middle of the axes of a large one is left out. */
export function tensorText(tensor: TensorLike): string {
  const head = `Tensor ${tensor.dtype} [${tensor.shape.join(", ")}]`;
  if (tensor.isDisposed) return `${head}, disposed`;
  const data = tensor.dataSync();
  const { shape } = tensor;
  const whole = tensor.size <= wholeUpTo;
  const shown: (string | number)[] = [];
  visit(shape, whole, 0, (at) => shown.push(data[at]!));
  const texts = format(shown, tensor.dtype);
  const width = Math.max(0, ...texts.map((text) => text.length));
  let next = 0;
  return `${head}\n${layout(shape, whole, 1, () => texts[next++]!.padStart(width))}`;
}

/** The indices of an axis that are shown, `undefined` where some are left out. */
function indices(length: number, whole: boolean): (number | undefined)[] {
  if (whole || length <= 2 * edge + 1) return Array.from({ length }, (_, i) => i);
  const last = Array.from({ length: edge }, (_, i) => length - edge + i);
  return [...Array.from({ length: edge }, (_, i) => i), undefined, ...last];
}

function visit(shape: readonly number[], whole: boolean, start: number, use: (at: number) => void): void {
  const [length, ...inner] = shape;
  if (length === undefined) {
    use(start);
    return;
  }
  const stride = inner.reduce((product, n) => product * n, 1);
  for (const i of indices(length, whole)) if (i !== undefined) visit(inner, whole, start + i * stride, use);
}

function layout(shape: readonly number[], whole: boolean, depth: number, entry: () => string): string {
  const [length, ...inner] = shape;
  if (length === undefined) return entry();
  const parts = indices(length, whole).map((i) => (i === undefined ? "…" : layout(inner, whole, depth + 1, entry)));
  const separator = inner.length ? `,\n${" ".repeat(depth)}` : ", ";
  return `[${parts.join(separator)}]`;
}

function format(values: readonly (string | number)[], dtype: string): string[] {
  if (dtype === "bool") return values.map((value) => String(Boolean(value)));
  if (dtype === "string") return values.map((value) => JSON.stringify(value));
  // A float32 has seven digits; five tell entries apart.
  return values.map((value) => (typeof value === "number" ? String(Number(value.toPrecision(5))) : String(value)));
}
