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
const mostTensors = 20;

/** Whether a value is a tensor. */
export function isTensor(value: object): value is TensorLike {
  const { dtype, shape, dataSync } = value as Partial<TensorLike>;
  return typeof dtype === "string" && Array.isArray(shape) && typeof dataSync === "function";
}

/** Whether a value is an array of tensors, such as a model's weights. */
export function isArrayOfTensors(value: object): value is TensorLike[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "object" && one && isTensor(one))
  );
}

/** Several tensors, one below the other. */
export function tensorsText(tensors: readonly TensorLike[]): string {
  const left = tensors.length - mostTensors;
  const shown = tensors.slice(0, mostTensors).map((one, i) => `${i}: ${tensorText(one)}`);
  return [`${tensors.length} tensors`, ...shown, ...(left > 0 ? [`… ${left} more tensors`] : [])].join("\n");
}

/** A tensor's dtype, shape and values; the middle of the axes of a large one is left out. */
export function tensorText(tensor: TensorLike): string {
  const head = `Tensor ${tensor.dtype} [${tensor.shape.join(", ")}]`;
  if (tensor.isDisposed) return `${head}, disposed`;
  const data = tensor.dtype === "complex64" ? complex(tensor.dataSync() as ArrayLike<number>) : tensor.dataSync();
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
  return values.map((value) => (typeof value === "number" ? digits(value) : value));
}

/** Complex numbers, whose two parts follow each other. */
function complex(parts: ArrayLike<number>): string[] {
  return Array.from({ length: parts.length / 2 }, (_, i) => {
    const [real, imaginary] = [parts[2 * i]!, parts[2 * i + 1]!];
    return `${digits(real)} ${imaginary < 0 ? "-" : "+"} ${digits(Math.abs(imaginary))}i`;
  });
}

/** A float32 has seven digits; five tell entries apart. */
function digits(value: number): string {
  return String(Number(value.toPrecision(5)));
}
