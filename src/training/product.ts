/** A matrix inside an array: its entry at row i and column j is `array[start + i·row + j·column]`. */
export interface Layout {
  readonly row: number;
  readonly column: number;
}

/**
 * The product of two matrices, c = ab + bias, for matrices that lie in their arrays in any order: `a` of shape
 * `(rows, inner)`, `b` of shape `(inner, columns)`, and `c`, which is written row by row.
 *
 * Eight entries of c are summed at once, since loading numbers takes longer than multiplying them; each sum adds its
 * terms in their order and starts with the bias, so that no entry depends on how many rows there are.
 */
export function product(
  a: Float64Array,
  { row: aRow, column: aColumn }: Layout,
  b: Float64Array,
  { row: bRow, column: bColumn }: Layout,
  c: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  bias?: Float64Array,
): void {
  const rowEnd = rows - (rows % 4);
  const columnEnd = columns - (columns % 2);
  for (let j = 0; j < columnEnd; j += 2) {
    const first = bias === undefined ? 0 : bias[j]!;
    const second = bias === undefined ? 0 : bias[j + 1]!;
    for (let i = 0; i < rowEnd; i += 4) {
      let [p0, p1, p2, p3] = [i * aRow, (i + 1) * aRow, (i + 2) * aRow, (i + 3) * aRow];
      let [q0, q1] = [j * bColumn, (j + 1) * bColumn];
      let [s00, s10, s20, s30, s01, s11, s21, s31] = [first, first, first, first, second, second, second, second];
      for (let k = 0; k < inner; k++) {
        const u = b[q0]!;
        const v = b[q1]!;
        const w = a[p0]!;
        const x = a[p1]!;
        const y = a[p2]!;
        const z = a[p3]!;
        s00 += w * u;
        s10 += x * u;
        s20 += y * u;
        s30 += z * u;
        s01 += w * v;
        s11 += x * v;
        s21 += y * v;
        s31 += z * v;
        p0 += aColumn;
        p1 += aColumn;
        p2 += aColumn;
        p3 += aColumn;
        q0 += bRow;
        q1 += bRow;
      }
      const at = i * columns + j;
      c[at] = s00;
      c[at + 1] = s01;
      c[at + columns] = s10;
      c[at + columns + 1] = s11;
      c[at + 2 * columns] = s20;
      c[at + 2 * columns + 1] = s21;
      c[at + 3 * columns] = s30;
      c[at + 3 * columns + 1] = s31;
    }
  }
  for (let i = 0; i < rows; i++) {
    for (let j = i < rowEnd ? columnEnd : 0; j < columns; j++) {
      let sum = bias === undefined ? 0 : bias[j]!;
      for (let k = 0, p = i * aRow, q = j * bColumn; k < inner; k++, p += aColumn, q += bRow) sum += a[p]! * b[q]!;
      c[i * columns + j] = sum;
    }
  }
}

/** How a matrix lies whose rows follow each other, and how its transpose lies in the same array. */
export const byRows = (columns: number): Layout => ({ row: columns, column: 1 });
export const transposed = (columns: number): Layout => ({ row: 1, column: columns });

/** The sums of the columns of a matrix of shape `(rows, columns)` that lies row by row. */
export function columnSums(a: Float64Array, sums: Float64Array, rows: number, columns: number): void {
  sums.fill(0);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) sums[j]! += a[at]!;
}

/** An array with room for so many numbers: the one given, where it is long enough. */
export function roomFor(length: number, array: Float64Array): Float64Array {
  return array.length >= length ? array : new Float64Array(length);
}

/** What there is before there is anything. */
export const noNumbers: Float64Array = new Float64Array(0);
