/** A sentence, with its line breaks made spaces so that every place in it is one in the document. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
}

/**
 * The sentences of prose in which something is found; none goes on beyond an empty line, a list item, a heading or a row
 * of a table.
 */
export function* sentencesWith(something: RegExp, prose: string): Generator<Sentence> {
  for (const paragraph of paragraphsOf(prose)) {
    if (!something.test(paragraph.text)) continue;
    for (const sentence of sentencesOf(paragraph)) if (something.test(sentence.text)) yield sentence;
  }
}

function* sentencesOf({ text, start }: Sentence): Generator<Sentence> {
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(/[.!?](?=[\s)"”*]|$)|[。！？]/g)) {
    const to = index + mark.length;
    if (isInitial.test(text.slice(Math.max(from, index - 5), to))) continue;
    yield { text: text.slice(from, to), start: start + from };
    from = to;
  }
  if (from < text.length) yield { text: text.slice(from), start: start + from };
}

/** A point that ends an abbreviation and no sentence. */
const isInitial = /(?:^|\W)(?:i\.e|e\.g|cf|vs|ca|approx|resp|z\.B|d\.h|Fig|Eq|No)\.$/;

function* paragraphsOf(prose: string): Generator<Sentence> {
  let [from, text] = [0, ""];
  for (let at = 0; at < prose.length; ) {
    const newline = prose.indexOf("\n", at);
    const next = newline === -1 ? prose.length : newline + 1;
    const line = prose.slice(at, next);
    if (beginsAnew.test(line)) {
      if (text.trim() !== "") yield { text, start: from };
      [from, text] = [at, ""];
    }
    text += line.replace(/[\r\n]/g, " ");
    at = next;
  }
  if (text.trim() !== "") yield { text, start: from };
}

const beginsAnew = /^[ \t>]*(?:[\r\n]|$|[-*+][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|\|)/;
