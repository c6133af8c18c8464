/**
 * The decisions that a reader takes where a notation can be read in several ways. The first way is taken first; `next`
 * goes on to another combination, so that all of them can be tried one after the other.
 */
export class Choices {
  private readonly taken: number[] = [];
  private readonly counts: number[] = [];
  private readonly named = new Map<string, number>();
  private at = 0;

  /** Which of `count` ways to take, counted from 0. */
  choose(count: number): number {
    const place = this.at++;
    this.taken[place] ??= 0;
    this.counts[place] = count;
    return this.taken[place]!;
  }

  /** As `choose`, but the same way is taken wherever the same thing is asked. */
  chooseOnce(what: string, count: number): number {
    const known = this.named.get(what);
    if (known !== undefined) return known;
    const way = this.choose(count);
    this.named.set(what, way);
    return way;
  }

  /** Begins anew with the next combination; false where there is none. */
  next(): boolean {
    this.taken.length = Math.min(this.taken.length, this.at);
    this.at = 0;
    this.named.clear();
    while (this.taken.length > 0) {
      const last = this.taken.length - 1;
      if (this.taken[last]! + 1 < this.counts[last]!) {
        this.taken[last]!++;
        return true;
      }
      this.taken.pop();
    }
    return false;
  }
}
