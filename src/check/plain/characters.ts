/** What single characters of plain text stand for. Each is one UTF-16 unit, and so is what it stands for. */

export const superscripts: ReadonlyMap<string, string> = pairs(
  "⁰0 ¹1 ²2 ³3 ⁴4 ⁵5 ⁶6 ⁷7 ⁸8 ⁹9 ⁺+ ⁻- ⁽( ⁾) ⁿn ˣx ᵀT ⁱi ʸy",
);

export const subscripts: ReadonlyMap<string, string> = pairs(
  "₀0 ₁1 ₂2 ₃3 ₄4 ₅5 ₆6 ₇7 ₈8 ₉9 ₊+ ₋- ᵢi ⱼj ₖk ₙn ₘm ₜt ₓx ₐa ₑe ₚp ₛs",
);

/** Vulgar fractions, as the LaTeX that they are. */
export const fractions: ReadonlyMap<string, string> = new Map(
  Object.entries({ "½": "1 2", "⅓": "1 3", "⅔": "2 3", "¼": "1 4", "¾": "3 4", "⅕": "1 5", "⅛": "1 8" }).map(
    ([character, parts]) => [character, `\\frac{${parts.replace(" ", "}{")}}`],
  ),
);

/** Accents that follow their letter, by the command that sets them. */
export const accented: ReadonlyMap<string, string> = new Map([
  ["\u0302", "\\hat"],
  ["\u0304", "\\bar"],
  ["\u0305", "\\bar"],
  ["\u0303", "\\tilde"],
]);

/** Greek letters that are spelled out. */
export const greekNames: ReadonlySet<string> = new Set(
  "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega".split(" "),
);

function pairs(listed: string): ReadonlyMap<string, string> {
  return new Map(listed.split(" ").map((pair) => [pair[0]!, pair[1]!]));
}
