import type { Cell, Notebook } from "../notebook/notebook.js";
import { codeCell, markdownCell, notebookOf } from "./cells.js";

/**
 * A lesson that runs, of the shape that all lessons have. It is about the sigmoid, and each section says what belongs
 * there, so that one's own takes its place section by section.
 */
export function newLesson(): Notebook {
  return notebookOf([...opening(), ...worked(), ...shown(), ...asked()]);
}

function opening(): Cell[] {
  return [
    markdownCell(
      "title",
      "slide",
      `# Which one question does this lesson answer?

Say in two sentences why a reader would ask it, and what they will be able to do at the end.

**You need** what has to be known before. **Time** 20 minutes; the cells run in about 3 s.`,
    ),
    codeCell("imports", "skip", 'import { check, display, formulas, plotFormula, sigmoid, verify } from "workings";'),
    markdownCell(
      "formula",
      "slide",
      `## The formula

Introduce the formula, and set the **sigmoid**, or your own term, in bold where you explain it. The definition shows itself, so that nobody retypes it:`,
    ),
    codeCell("formula-shown", "-", "display(formulas.sigmoid);"),
  ];
}

function worked(): Cell[] {
  return [
    markdownCell(
      "by-hand",
      "fragment",
      String.raw`## By hand

Work one example in small numbers, every intermediate shown. An equals sign is for what is exact:

$$e^{-2} \approx 0.1353$$

$$\sigma(2) = \frac{1}{1 + e^{-2}} \approx 0.8808$$`,
    ),
    codeCell(
      "by-hand-checked",
      "-",
      `console.log("e to the -2:", Math.exp(-2).toFixed(4));
console.log("sigmoid(2): ", (1 / (1 + Math.exp(-2))).toFixed(4));`,
    ),
    markdownCell(
      "in-code",
      "subslide",
      `## In code

Write the plain function, of five lines at most, and set it beside the library's.`,
    ),
    codeCell(
      "in-code-run",
      "-",
      `function bookSigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
console.log(bookSigmoid(2), sigmoid(2));`,
    ),
    markdownCell(
      "verified",
      "subslide",
      `## Verified

Say what is held against what. The report gives each verdict with its evidence:`,
    ),
    codeCell("verified-run", "-", "display(await verify(sigmoid));"),
  ];
}

function shown(): Cell[] {
  return [
    markdownCell(
      "plotted",
      "slide",
      `## Plotted

Say what to look at, and what the sliders change. The title of a chart says its finding.`,
    ),
    codeCell("plotted-run", "-", "display(plotFormula(formulas.sigmoid, { tangentAt: 2 }));"),
    markdownCell(
      "goes-wrong",
      "slide",
      `## What goes wrong

Run the mistake, rather than tell of it, and then the cure:`,
    ),
    codeCell(
      "goes-wrong-run",
      "-",
      `console.log("the textbook's form:", bookSigmoid(-710));
console.log("the library:        ", sigmoid(-710));`,
    ),
  ];
}

function asked(): Cell[] {
  const solution = codeCell(
    "solution-cell",
    "notes",
    `// Turn the formula round: p = 1 / (1 + exp(-x)) gives x = ln(p / (1 - p)), with p = 0.9.
const solution = Math.log(0.9 / (1 - 0.9));
display(await check("sigmoid", solution));`,
  );
  solution.metadata.jupyter = { source_hidden: true, outputs_hidden: true };
  return [
    markdownCell(
      "exercise",
      "subslide",
      `## Exercise

Ask for a number, or for a function of a few lines: at which score does the sigmoid reach 0.9? Give it to 4 decimal places, in place of the dots. In a clone of Workings, an exercise of your own is a file of \`src/exercises\`.`,
    ),
    codeCell(
      "exercise-cell",
      "-",
      `let answer: number | undefined;
// answer = …
display(await check("sigmoid", answer));`,
    ),
    markdownCell(
      "solution",
      "notes",
      "A solution is folded away in the next cell. Click on the three dots to open it.",
    ),
    solution,
    markdownCell(
      "reading",
      "subslide",
      `## Where to read more

- Author, *title*, year, identifier: which section, and what is found there.`,
    ),
  ];
}
