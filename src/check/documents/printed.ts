import type { Formula } from "../find.js";
import { equationsInSentences } from "../informal.js";

/**
 * The equations that a program printed: `accuracy = 29/30 = 0.9667`, from the first number on. One is only called wrong
 * where the program's arithmetic can be no reason for it.
 */
export function equationsPrinted(text: string, code: string): Formula[] {
  const isOther = otherArithmetic.test(code) || otherArithmetic.test(text);
  return equationsInSentences(text).flatMap((found) => {
    const name = /^[^=≈]*[\p{L}_][^=≈]*[=≈]\s*/u.exec(found.source)?.[0] ?? "";
    const source = found.source.slice(name.length);
    if (!/[=≈]/.test(source) || /\p{L}/u.test(source)) return [];
    const isDoubtful = found.isDoubtful === true || isOther || !isOfFewDigits.test(source);
    return [{ ...found, source, start: found.start + name.length, isDoubtful }];
  });
}

/** What makes numbers of fewer digits, of other sizes, or whole ones. */
const otherArithmetic =
  /float(?:8|16)|half|bf(?:loat)?16|fp(?:8|16)|int\d|Int\d+Array|Float16|quanti[sz]|round|floor|trunc|ceil|fround|Decimal|epsilon|overflow|\/\/|%[^\s"'%a-z.]/i;

/** Numbers as single precision has them whole, the last of them with a point. */
const isOfFewDigits = /^(?!.*[\d.]{8})(?!.*\de).*[=≈]\s*[-−]?\d+\.\d+\s*%?$/i;
