import fc from "fast-check";
import { expect, test } from "vitest";
import { checkText } from "../../src/check/checkText.js";

/** Claims of many kinds, with their values from the platform's own functions, which are right to 15 digits. */
const number = fc.integer({ min: -60, max: 60 }).map((n) => ({ latex: (n / 10).toFixed(1), value: n / 10 }));
const positive = fc.integer({ min: 1, max: 60 }).map((n) => ({ latex: (n / 10).toFixed(1), value: n / 10 }));
const kinds = fc.oneof(
  number.map(({ latex, value }) => ({ latex: `\\sigma(${latex})`, value: 1 / (1 + Math.exp(-value)) })),
  number.map(({ latex, value }) => ({ latex: `\\frac{1}{1 + e^{-(${latex})}}`, value: 1 / (1 + Math.exp(-value)) })),
  number.map(({ latex, value }) => ({ latex: `\\tanh(${latex})`, value: Math.tanh(value) })),
  number.map(({ latex, value }) => ({
    latex: `\\frac{e^{2 \\cdot ${latex}} - 1}{e^{2 \\cdot ${latex}} + 1}`,
    value: Math.tanh(value),
  })),
  positive.map(({ latex, value }) => ({ latex: `\\ln ${latex}`, value: Math.log(value) })),
  positive.map(({ latex, value }) => ({ latex: `-${latex} \\log_2(${latex})`, value: -value * Math.log2(value) })),
  positive.map(({ latex, value }) => ({ latex: `\\sqrt{${latex}}`, value: Math.sqrt(value) })),
  fc.tuple(positive, positive).map(([a, b]) => ({ latex: `\\frac{${a.latex}}{${b.latex}}`, value: a.value / b.value })),
  fc.tuple(number, number, positive).map(([a, b, c]) => ({
    latex: `(${a.latex} - ${b.latex})^2 \\cdot ${c.latex} + |${a.latex}|`,
    value: (a.value - b.value) ** 2 * c.value + Math.abs(a.value),
  })),
  fc
    .tuple(number, number)
    .map(([a, b]) => ({ latex: `\\max(${a.latex}, ${b.latex})`, value: Math.max(a.value, b.value) })),
  positive.map(({ latex, value }) => ({ latex: `\\cos(${latex})`, value: Math.cos(value) })),
);

/** How far a value, scaled to whole units, is from the middle between two of them. */
const fromTie = (value: number, places: number) => Math.abs(((((value * 10 ** places) % 1) + 1) % 1) - 0.5);

const claim = fc
  .tuple(kinds, fc.integer({ min: 1, max: 6 }))
  .filter(([{ value }, places]) => fromTie(value, places) > 1e-6);

const definition = "Let $\\sigma(x) = \\frac{1}{1 + e^{-x}}$.\n";

async function verdicts(formulas: readonly string[]): Promise<(string | null)[]> {
  const sentences = formulas.map((formula) => `So $${formula}$ here.\n`);
  const [file] = (await checkText([definition, ...sentences].join("\n"))).files;
  return file!.claims.slice(1).map(({ verdict }) => verdict);
}

const many = { minLength: 20, maxLength: 20 };

test("a rightly rounded number is confirmed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(claim, many), async (claims) => {
      const formulas = claims.map(([{ latex, value }, places]) => `${latex} \\approx ${value.toFixed(places)}`);
      expect(await verdicts(formulas)).toEqual(formulas.map(() => "confirmed"));
    }),
    { numRuns: 40 },
  );
});

test("a number two or more units off in its last place is wrong", async () => {
  const units = fc.integer({ min: 2, max: 5000 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(claim, units, fc.boolean(), fc.constantFrom("=", "\\approx")), many),
      async (claims) => {
        const formulas = claims.map(([[{ latex, value }, places], off, up, relation]) => {
          const written = (Number(value.toFixed(places)) + (up ? off : -off) * 10 ** -places).toFixed(places);
          return `${latex} ${relation} ${written}`;
        });
        expect(await verdicts(formulas)).toEqual(formulas.map(() => "wrong"));
      },
    ),
    { numRuns: 40 },
  );
});

test("a number one unit off is never confirmed, and neither is one that is cut off", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(claim, fc.boolean()), many), async (claims) => {
      const formulas = claims.map(([[{ latex, value }, places], up]) => {
        const written = (Number(value.toFixed(places)) + (up ? 1 : -1) * 10 ** -places).toFixed(places);
        return `${latex} \\approx ${written}`;
      });
      for (const verdict of await verdicts(formulas)) expect(["imprecise", "wrong"]).toContain(verdict);
      const cut = claims.map(([[{ latex, value }, places]]) => `${latex} \\approx ${cutOff(value, places)}`);
      for (const verdict of await verdicts(cut)) expect(["imprecise", "confirmed"]).toContain(verdict);
    }),
    { numRuns: 40 },
  );
});

function cutOff(value: number, places: number): string {
  // The last bits of the double would turn 32.67 into 32.669999.
  const [whole, fraction = ""] = Math.abs(value).toPrecision(12).split(".");
  return `${value < 0 ? "-" : ""}${whole}.${fraction.padEnd(places, "0").slice(0, places)}`;
}

test("spelling, spacing and format leave a verdict as it is", async () => {
  const styles: readonly ((latex: string) => string)[] = [
    (latex) => latex.replaceAll("\\approx", "≈"),
    (latex) => latex.replaceAll(" ", "  "),
    (latex) => latex.replaceAll("(", "\\left(").replaceAll(")", "\\right)"),
    (latex) => latex.replaceAll("\\frac", "\\dfrac"),
    (latex) => latex.replaceAll("\\cdot", "\\times"),
    (latex) => `${latex}.`,
    (latex) => latex.replaceAll("\\sigma", "σ"),
  ];
  await fc.assert(
    fc.asyncProperty(claim, fc.integer({ min: -3, max: 3 }), async ([{ latex, value }, places], off) => {
      const written = (Number(value.toFixed(places)) + off * 10 ** -places).toFixed(places);
      const formula = `${latex} \\approx ${written}`;
      const [verdict] = await verdicts([formula]);
      const others = await verdicts(styles.map((style) => style(formula)));
      expect(others).toEqual(styles.map(() => verdict));
      for (const document of [
        `$$${formula}$$`,
        `\\(${formula}\\)`,
        `\\[\n${formula}\n\\]`,
        `\`\`\`math\n${formula}\n\`\`\``,
        `> $$\n> ${formula}\n> $$`,
      ]) {
        const [file] = (await checkText(`${definition}\n${document}`)).files;
        expect(file!.claims.slice(1).map((claim) => claim.verdict)).toEqual([verdict]);
      }
    }),
    { numRuns: 60 },
  );
});
