import { apply, counted, number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { variablesOf, walk } from "../expression/walk.js";
import type { Argument, Setting } from "../formula/argument.js";
import type { AnyFormula } from "../formula/formula.js";
import type { Declarations, Shorthand } from "../latex/declarations.js";
import type { ReadOptions } from "../latex/member.js";
import { axesOfProducts, matrixFunctions } from "../latex/products.js";
import { readLatex } from "../latex/read.js";
import { axesOf as shapeOf } from "../latex/shapes.js";
import { axesOf } from "./axes.js";
import { variableNames } from "./bindings.js";
import type { Subject } from "./subject.js";
import { defaultsOf, withDefaultsApplied } from "./tree.js";

/** What a letter in LaTeX stands for. */
interface Variable {
  readonly expression: Expression;
  readonly axes: number;
  readonly isLabel: boolean;
}

const x = symbol("x");
const half = operation("divide", number(1), number(2));

/** What mathematics books write without a definition. */
const wellKnown: ReadonlyMap<string, FunctionDefinition> = new Map<string, FunctionDefinition>([
  [
    "Φ",
    {
      parameters: ["x"],
      body: operation(
        "multiply",
        half,
        operation("erfc", operation("divide", operation("negate", x), operation("sqrt", number(2)))),
      ),
    },
  ],
  [
    "φ",
    {
      parameters: ["x"],
      body: operation(
        "divide",
        operation("exp", operation("negate", operation("multiply", half, operation("power", x, number(2))))),
        operation("sqrt", operation("multiply", number(2), symbol("pi"))),
      ),
    },
  ],
  [
    "clip",
    {
      parameters: ["x", "low", "high"],
      body: operation("min", operation("max", x, symbol("low")), symbol("high")),
    },
  ],
]);

/** Functions that are operations of expressions under this name. */
const operations: ReadonlyMap<string, "log" | "sign" | "erf" | "erfc" | "floor" | "mean"> = new Map([
  ["log", "log"],
  ["sign", "sign"],
  ["sgn", "sign"],
  ["floor", "floor"],
  ["mean", "mean"],
]);

/** The letters that a definition's LaTeX may use, and what they are in its expressions. */
export class Vocabulary implements Declarations {
  readonly options: ReadOptions;
  readonly firstPlace: 0 | 1;
  /** What the LaTeX's functions stand for, besides those of the subject. */
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  private readonly known: Map<string, FunctionDefinition>;
  private readonly slopeOf: Subject["slopeOf"];
  private readonly formula: AnyFormula;
  private readonly formulas: ReadonlyMap<string, AnyFormula>;
  private readonly calls = new Map<string, AnyFormula[]>();
  private readonly variables = new Map<string, Variable>();
  private readonly shorthands = new Map<string, Shorthand>();
  private indices = 0;

  /** `firstPlace` is the number that the LaTeX gives to the first place of an array. */
  constructor({ formula, formulas, functions, slopeOf }: Subject, firstPlace: 0 | 1 = 1) {
    this.formula = formula;
    this.formulas = formulas;
    this.firstPlace = firstPlace;
    this.slopeOf = slopeOf;
    this.known = new Map([...wellKnown, ...matrixFunctions, ...functions]);
    this.functions = this.known;
    // The formula itself comes first, whatever others are called.
    for (const one of [formula, ...formulas.values()]) {
      for (const written of callNames(one)) this.calls.set(written, [...(this.calls.get(written) ?? []), one]);
    }
    this.declare(formula.args);
    this.declareLengths(formula.args);
    this.options = {
      isVariable: (name) => this.variables.has(name) || this.shorthands.has(name),
      // A letter of this definition means what it means here, whatever others call by it.
      isFunction: (name) => !this.isArgument(name) && this.isCalled(name),
      comma: "thousands",
      declared: this,
    };
  }

  private isCalled(name: string): boolean {
    return this.calls.has(name.replace(/'$/, "")) || wellKnown.has(name) || operations.has(name);
  }

  axesOf(name: string): number | undefined {
    return this.variables.get(name)?.axes;
  }

  axesOfCall(name: string, args: readonly number[]): number {
    const formula = this.called(name, args.length);
    const most = Math.max(0, ...args);
    if (formula === undefined) return operations.get(name) === "mean" ? most - 1 : (axesOfProducts.get(name) ?? most);
    const example = formula.examples.find(({ of }) => of === undefined);
    return depthOf(example?.gives) + this.spareAxes(formula, args);
  }

  isLabel(name: string): boolean {
    return this.variables.get(name)?.isLabel ?? false;
  }

  shorthand(name: string): Shorthand | undefined {
    const known = this.shorthands.get(name);
    if (known !== undefined) return known;
    // A vector with a bar is its mean, where nothing else is said of it.
    const [, inner] = /^bar\((.+)\)$/.exec(name) ?? [];
    if (inner === undefined || this.variables.has(name) || this.variables.get(inner)?.axes !== 1) return undefined;
    return { places: [], body: operation("mean", symbol(inner)) };
  }

  freshIndex(letter: string): string {
    this.indices++;
    return `${letter}#${this.indices}`;
  }

  /**
   * Takes a name, as it stands on the left of an equation, for what stands on the right. A letter below it is a place
   * where the right side speaks of it too.
   */
  abbreviate(name: string, body: Expression): void {
    if (this.variables.has(name)) return;
    const [, stem = "", sub = ""] = /^(.*)_(\p{L}|\p{L}(?:,?\p{L})+)$/u.exec(name) ?? [];
    const letters = [...sub.replaceAll(",", "")];
    const used = variablesOf(body);
    const arePlaces = stem !== "" && letters.every((letter) => used.has(letter) && !this.isArgument(letter));
    if (arePlaces && !this.variables.has(stem)) this.shorthands.set(stem, { places: letters, body });
    else this.shorthands.set(name, { places: [], body });
  }

  /** Takes several names for the parts, equally long, of what stands on the right: the gates of a cell. */
  divide(names: readonly string[], body: Expression): void {
    const length = operation("divide", operation("length", body), number(names.length));
    for (const [i, name] of names.entries()) {
      const index = this.freshIndex("i");
      const place = operation("add", symbol(index), operation("multiply", number(i), length));
      const part = counted("table", index, length, operation("index", body, place));
      this.shorthands.set(name, { places: [], body: part });
    }
  }

  /** Takes the names of a new state's fields with a prime for their new values; gives the fields by their names. */
  declareFields(fields: readonly string[]): ReadonlyMap<string, string> {
    return new Map(
      fields.flatMap((field) => {
        const [name, old] = this.nameOfVariable(field);
        const next = { expression: symbol(`next.${field}`), axes: old?.axes ?? 0, isLabel: old?.isLabel ?? false };
        this.variables.set(`${name}'`, next);
        return [
          [name, field],
          [`${name}'`, field],
        ] as const;
      }),
    );
  }

  /** From here on the name of a field stands for its new value. */
  update(field: string): void {
    const [name] = this.nameOfVariable(field);
    this.variables.set(name, this.variables.get(`${name}'`)!);
  }

  private nameOfVariable(field: string): [name: string, variable: Variable | undefined] {
    for (const [name, variable] of this.variables) {
      const { expression } = variable;
      if (expression.kind === "symbol" && expression.name === field) return [name, variable];
      if (expression.kind === "symbol" && expression.name === `next.${field}`)
        return [name.replace(/'$/, ""), variable];
    }
    return [field, undefined];
  }

  /** The letters for places that nothing says the meaning of, in order. */
  freeLetters(bodies: readonly Expression[]): string[] {
    const used = new Set(
      bodies.flatMap((body) =>
        [...walk(body)].flatMap((part) =>
          part.kind === "operation" && part.operation === "index"
            ? part.args.slice(1).flatMap((at) => [...variablesOf(at)])
            : [],
        ),
      ),
    );
    return [...used].filter((name) => /^\p{L}$/u.test(name) && !this.variables.has(name)).sort();
  }

  /** Whether a letter is an argument's, and not merely the length of an axis. */
  isArgument(letter: string): boolean {
    const variable = this.variables.get(letter);
    return variable !== undefined && variable.expression.kind === "symbol";
  }

  axesOfExpression(expression: Expression): number {
    return shapeOf(expression, this);
  }

  /**
   * What was read, in the names of expressions; letters in `places` stay as they are. The reason why it is not known
   * where there is a name in it that is not.
   */
  translated(read: Expression, places: readonly string[]): Expression | { readonly reason: string } {
    const defaults = new Map([...this.formulas.values()].map((one) => [one.name, defaultsOf(one.args)]));
    const spread = rewrite(read, (part) => (part.kind === "apply" ? this.overAxes(part.name, part.args) : part));
    const renamed = rewrite(spread, (part) => {
      if (part.kind === "symbol") {
        return places.includes(part.name) ? part : (this.variables.get(part.name)?.expression ?? part);
      }
      if (part.kind !== "apply") return part;
      const builtIn = operations.get(part.name);
      const formula = this.called(part.name, part.args.length);
      if (formula !== undefined) return apply(formula.name, ...part.args);
      const slope = this.slopeCalled(part.name);
      if (slope !== undefined) return apply(slope, ...part.args);
      return builtIn === undefined ? part : operation(builtIn, ...part.args);
    });
    const complete = withDefaultsApplied(renamed, defaults);
    const counted = [...walk(complete)].flatMap((part) => (part.kind === "counted" ? [part.index] : []));
    const known = new Set([...variableNames(this.formula.args), ...places, ...counted, "pi", "e"]);
    const name =
      [...variablesOf(complete)].find((one) => !known.has(one) && !one.startsWith("next.")) ??
      [...walk(complete)].flatMap((part) =>
        part.kind === "apply" && !this.functions.has(part.name) ? [part.name] : [],
      )[0];
    return name === undefined ? complete : { reason: `${name} is neither an argument nor a formula` };
  }

  /** A function of numbers or vectors, applied to each entry or row of what has more axes. */
  private overAxes(name: string, args: readonly Expression[]): Expression {
    const [first, ...others] = args;
    const formula = this.called(name, args.length);
    if (first === undefined || others.length > 0 || formula === undefined) return apply(name, ...args);
    if (this.spareAxes(formula, [shapeOf(first, this)]) === 0) return apply(name, first);
    const index = this.freshIndex("i");
    const entry = this.overAxes(name, [operation("index", first, symbol(index))]);
    return counted("table", index, operation("length", first), entry);
  }

  /** How many more axes an only argument has than the formula takes. */
  private spareAxes({ args }: AnyFormula, given: readonly number[]): number {
    const [only, ...others] = args.filter(({ kind }) => kind !== "options");
    if (only === undefined || only.kind === "state" || others.length > 0 || given.length !== 1) return 0;
    return Math.max(0, given[0]! - axesOf(only).length);
  }

  /** The formula that a name in LaTeX calls, by the number of arguments where several have that name. */
  private called(name: string, count: number): AnyFormula | undefined {
    const found = this.calls.get(name) ?? [];
    const fits = ({ args }: AnyFormula) =>
      args.filter(({ kind }) => kind !== "options").length === count || variableNames(args).length === count;
    return found.find(fits);
  }

  /** The function that a name with a prime calls: the derivative of a formula of one number. */
  private slopeCalled(name: string): string | undefined {
    const formula = name.endsWith("'") ? this.called(name.slice(0, -1), 1) : undefined;
    const definition = formula === undefined ? undefined : this.slopeOf(formula.name);
    if (definition === undefined) return undefined;
    const slope = `${formula!.name}'`;
    this.known.set(slope, definition);
    return slope;
  }

  private declare(args: readonly Argument[]): void {
    for (const argument of args) {
      if (argument.kind === "state") this.declare(argument.fields);
      else if (argument.kind === "options") for (const setting of argument.settings) this.declareOne(setting);
      else if (argument.kind !== "text") this.declareOne(argument);
    }
  }

  private declareOne(one: Exclude<Argument, { kind: "state" | "options" | "text" }> | Setting): void {
    const axes = one.kind === "vectorSetting" ? 1 : "domain" in one && !isSetting(one) ? axesOf(one).length : 0;
    const isLabel = one.kind === "label" || one.kind === "labels";
    this.variables.set(nameOf(one.latex), { expression: symbol(one.name), axes, isLabel });
  }

  /** The letters for how long axes are. */
  private declareLengths(args: readonly Argument[]): void {
    for (const argument of args) {
      if (argument.kind === "state") this.declareLengths(argument.fields);
      const itself = symbol(argument.name);
      for (const [i, axis] of axesOf(argument).entries()) {
        const firsts = Array.from({ length: i }, () => number(1));
        const from = i === 0 ? itself : operation("index", itself, ...firsts);
        if (!this.variables.has(axis)) {
          this.variables.set(axis, { expression: operation("length", from), axes: 0, isLabel: false });
        }
      }
      if (argument.kind === "count" && argument.axis !== undefined) {
        this.variables.set(argument.axis, { expression: itself, axes: 0, isLabel: false });
      }
    }
  }
}

function isSetting(one: Argument | Setting): one is Setting {
  return ["setting", "required", "flag", "choice", "vectorSetting"].includes(one.kind);
}

function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + depthOf(value[0]) : 0;
}

const anything: ReadOptions = { isVariable: () => true, isFunction: () => false, comma: "thousands" };
const callNamesOf = new WeakMap<AnyFormula, readonly string[]>();

/** What a formula is called: its name, and what its own equation calls it. */
function callNames(formula: AnyFormula): readonly string[] {
  const known = callNamesOf.get(formula);
  if (known !== undefined) return known;
  const statements = readLatex(formula.latex, anything);
  const written = "unread" in statements ? undefined : statements[0]?.members[0]?.signature?.name;
  const names = [...new Set([formula.name, ...(written === undefined ? [] : [written])])];
  callNamesOf.set(formula, names);
  return names;
}

/** What the reader calls a symbol. */
function nameOf(latex: string): string {
  const statements = readLatex(latex, anything);
  return "unread" in statements ? latex : (statements[0]?.members[0]?.name ?? latex);
}
