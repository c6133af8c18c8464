// What do two small networks that play against each other learn of a noisy ring, and of a normal distribution on a line?
// Run after `npm run build`: node bench/lessons/gan.mjs
import { adam, layers, mean, seededRandom, sequential, standardDeviation } from "workings";

const batch = 64;
const loss = "binaryCrossEntropyFromLogits";

if (import.meta.filename === process.argv[1]) {
  const seeds = Array.from({ length: Number(process.argv[2] ?? 5) }, (_, i) => i + 1);
  for (const [name, trial] of Object.entries({ ring, line })) {
    for (const seed of seeds) {
      const begun = performance.now();
      console.log(name, seed, JSON.stringify(trial(seed)), ((performance.now() - begun) / 1000).toFixed(1));
    }
  }
}

/** The mean and spread of the radius of 4000 points, and the least and largest share that an eighth of the circle has. */
export function ring(seed, steps = 1000) {
  const { points, losses } = played(seed, { real: ringPoint, width: 32, hidden: 2, outputs: 2, steps });
  const radii = points.map(([x, y]) => Math.hypot(x, y));
  const eighths = Array.from({ length: 8 }, () => 0);
  for (const [x, y] of points) eighths[Math.floor((Math.atan2(y, x) / Math.PI + 1) * 4) % 8]++;
  const shares = eighths.map((count) => count / points.length);
  return {
    radius: mean(radii),
    spread: standardDeviation(radii),
    least: Math.min(...shares),
    most: Math.max(...shares),
    ...ends(losses),
  };
}

/** The mean and spread of 4000 numbers from a network that should give those of N(4, 0.5²). */
export function line(seed, steps = 1500) {
  const { points, losses } = played(seed, {
    real: (random) => [random.normal(4, 0.5)],
    width: 16,
    hidden: 1,
    outputs: 1,
    steps,
  });
  const numbers = points.flat();
  return { mean: mean(numbers), spread: standardDeviation(numbers), ...ends(losses) };
}

function ends(losses) {
  const late = losses.slice(-200);
  return { lossD: mean(late.map(({ d }) => d)), lossG: mean(late.map(({ g }) => g)) };
}

function ringPoint(random) {
  const [angle, radius] = [random.uniform(0, 2 * Math.PI), random.normal(1, 0.1)];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function played(seed, { real, width, hidden, outputs, steps }) {
  const random = seededRandom(seed);
  const generator = network(outputs, outputs, width, hidden, seed);
  const discriminator = network(outputs, 1, width, hidden, 1000 + seed);
  const [ofGenerator, ofDiscriminator] = [
    generator.trainer(adam({ learningRate: 0.001, beta1: 0.5 })),
    discriminator.trainer(adam({ learningRate: 0.002, beta1: 0.5 })),
  ];
  const noise = (count) => Array.from({ length: count }, () => Array.from({ length: outputs }, () => random.normal()));
  const losses = [];
  for (let step = 0; step < steps; step++) {
    const truth = Array.from({ length: batch }, () => real(random));
    const fakes = generator.predict(noise(batch));
    const labels = [...truth.map(() => [1]), ...fakes.map(() => [0])];
    const d = ofDiscriminator.step([...truth, ...fakes], labels, loss);
    const z = noise(batch);
    const { loss: g, inputs } = discriminator.gradients(
      generator.predict(z),
      z.map(() => [1]),
      loss,
    );
    ofGenerator.apply(generator.pullBack(z, inputs));
    losses.push({ d, g });
  }
  return { points: generator.predict(noise(4000)), losses };
}

function network(inputs, outputs, width, hidden, seed) {
  const { activation, dense } = layers;
  const inner = Array.from({ length: hidden }, () => [
    dense(width),
    activation({ name: "leakyRelu", alpha: 0.2 }),
  ]).flat();
  return sequential([...inner, dense(outputs)], { inputs, seed });
}
