/** The known name that is most likely meant by one that is not known; undefined where none is like it. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let [best, least] = [undefined as string | undefined, Math.max(2, Math.ceil(name.length / 3)) + 0.5];
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const edits = editsBetween(wanted, other);
    // A beginning or an end of a name is a slip of none of its letters.
    const isPart = wanted.length > 2 && (other.startsWith(wanted) || other.endsWith(wanted));
    const distance = isPart ? Math.min(edits, 1) : edits;
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** How many letters have to be put in, left out or replaced to make one word of the other. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
