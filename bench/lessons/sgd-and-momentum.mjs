// How far does a slope from one random row keep w from rest, and does noise leave a shallow valley? Over seeds.
import { seededRandom } from "workings";

const rows = [
  [1, 2],
  [2, 4],
  [3, 5],
  [4, 9],
];

/** The standard deviation of w in the second thousand of 2000 steps, each by the slope of one random row. */
export function spread(random, rate) {
  const path = [];
  let w = 0;
  for (let step = 0; step < 2000; step++) {
    const [x, y] = rows[random.integer(0, 3)];
    w -= rate * 2 * x * (w * x - y);
    if (step >= 1000) path.push(w);
  }
  const mean = path.reduce((sum, one) => sum + one) / path.length;
  return Math.sqrt(path.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (path.length - 1));
}

/** Whether 500 noisy steps from ±1 on w⁴/4 − w²/2 − 0.2w end in the other valley. */
export function crosses(random, start, noise) {
  let w = start;
  for (let step = 0; step < 500; step++) w -= 0.05 * (w ** 3 - w - 0.2 + noise * random.normal());
  return w * start < 0;
}

if (process.argv[1] === import.meta.filename) {
  for (const rate of [0.01, 0.003, 0.001]) {
    const all = Array.from({ length: 200 }, (_, seed) => spread(seededRandom(seed), rate));
    console.log(`rate ${rate}: spread ${Math.min(...all).toFixed(3)} to ${Math.max(...all).toFixed(3)} over 200 seeds`);
  }
  for (const noise of [0, 1, 2, 3]) {
    const share = (start) => {
      const blocks = Array.from({ length: 10 }, (_, block) =>
        Array.from({ length: 100 }, (_, i) => crosses(seededRandom(100 * block + i), start, noise)),
      ).map((block) => block.filter(Boolean).length);
      return `${Math.min(...blocks)} to ${Math.max(...blocks)}`;
    };
    console.log(`noise ${noise}: of 100 seeds, ${share(-1)} leave the shallow valley, ${share(1)} the deep one`);
  }
}
