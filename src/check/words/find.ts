import type { Piece } from "../plain/latex.js";
import { meansOfWholeNumbers, reductionsOfLists, sumsOfPercentages } from "./lists.js";
import { operationsInWords, standardErrors } from "./operations.js";
import type { Phrase, PhraseFinder } from "./phrase.js";
import { sentencesWith } from "./sentences.js";
import { sharesOfSamples, sharesOfTotals } from "./shares.js";

const finders: readonly PhraseFinder[] = [
  sharesOfTotals,
  sharesOfSamples,
  reductionsOfLists,
  sumsOfPercentages,
  meansOfWholeNumbers,
  operationsInWords,
  standardErrors,
];

/** Longer sentences are not looked at. */
const longest = 2_000;

/** What prose says in words that can be worked out, in order and apart from each other, with places in the prose. */
export function phrasesIn(prose: string): Phrase[] {
  const found: Phrase[] = [];
  for (const { text, start } of sentencesWith(/\d/, prose)) {
    if (text.length > longest) continue;
    const plain = withoutMarks(text);
    const own = finders.flatMap((find) => find(plain)).sort((a, b) => a.start - b.start || b.end - a.end);
    let end = 0;
    for (const phrase of own) {
      if (phrase.start < end) continue;
      end = phrase.end;
      found.push(moved(phrase, start));
    }
  }
  return found;
}

/** With the marks of emphasis, code and formulas around numbers made spaces. */
function withoutMarks(text: string): string {
  return text.replace(/[*`$]|\\(?=%)/g, " ").replace(/\u00a0/g, " ");
}

function moved(phrase: Phrase, by: number): Phrase {
  const move = (piece: Piece): Piece => ({ ...piece, start: piece.start + by, end: piece.end + by });
  const [left, relation, right] = phrase.pieces;
  return {
    ...phrase,
    start: phrase.start + by,
    end: phrase.end + by,
    pieces: [move(left), move(relation), move(right)],
  };
}
