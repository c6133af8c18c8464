import { number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { rewrite } from "../expression/rewrite.js";
import { functionsOf, variablesOf, walk } from "../expression/walk.js";
import type { Dimensions } from "./dimensions.js";
import { dimensionsOf, hasUnits } from "./dimensions.js";
import { known, notation } from "./known.js";
import { library } from "./library.js";
import { Quantity } from "./quantity.js";
import type { LogarithmBase } from "./words/conventions.js";

/** What a document has said a name to be. */
export interface Binding {
  readonly value: Quantity | undefined;
  /** The number written for it at the end of its chain, where that is another than `value`. */
  readonly written: Quantity | undefined;
  /** Whether the number written may be a rounded one. */
  readonly rounded: boolean;
  /** The value that it had before. */
  readonly earlier?: Quantity | undefined;
}

const x = symbol("x");

export interface Place {
  readonly line: number;
  readonly section: number;
}

/** Lines within which a variable is sure to be the one that was given a value. */
const near = 12;
/** Lines for which a variable is taken to keep the value that it was given; further down it may mean another thing. */
const reach = 60;

/** The names that a document has defined and bound, up to where it is being read. */
export class Scope {
  /** The line of the document that is being read, and how many headings there are above it. */
  private place: Place = { line: 1, section: 0 };
  /** What the document says that `log` without a base means. */
  private statedBase: LogarithmBase | undefined;
  /** What expressions are with the meaning that names have here: the same ones are asked for again and again. */
  private quantities = new WeakMap<Expression, Quantity>();
  private readonly bindings = new Map<string, Binding & Place>();
  private functions: ReadonlyMap<string, FunctionDefinition> = new Map([...library, ...known, ...notation]);
  /** Functions that the document defines in a way that is not read. */
  private readonly unreadFunctions = new Set<string>();

  /** Goes on to another place, where `log` without a base means what is stated, or is natural. */
  moveTo(place: Place, statedBase: LogarithmBase | undefined): void {
    this.place = place;
    this.statedBase = statedBase;
    this.quantities = new WeakMap();
  }

  isVariable(name: string): boolean {
    return this.binding(name) !== undefined;
  }

  /** How many axes a variable has; undefined where it has no value. */
  axesOf(name: string): number | undefined {
    return this.binding(name)?.value?.axes;
  }

  /** Whether the value of a variable has units. */
  hasUnits(name: string): boolean {
    const expression = this.binding(name)?.value?.expression;
    return expression !== undefined && hasUnits(expression);
  }

  /** The units of a variable's value; undefined where they hang on other variables. */
  dimensionsOf(name: string): Dimensions | undefined {
    const expression = this.binding(name)?.value?.expression;
    if (expression === undefined || !hasUnits(expression)) return new Map();
    return dimensionsOf(expression, () => undefined);
  }

  isFunction(name: string): boolean {
    return this.functions.has(name) || this.unreadFunctions.has(name);
  }

  /** Whether a function has the meaning it is known for, and not one that the document gives it. */
  isKnownFunction(name: string): boolean {
    return this.functions.get(name) === known.get(name);
  }

  /** What a function is here, where that is read. */
  definition(name: string): FunctionDefinition | undefined {
    return this.functions.get(name);
  }

  bind(name: string, binding: Binding): void {
    const earlier = this.binding(name);
    this.quantities = new WeakMap();
    this.bindings.set(name, { ...binding, ...this.place, ...(earlier && { earlier: earlier.value }) });
  }

  /** From here on the value of a name is not known. */
  forget(name: string): void {
    this.bind(name, { value: undefined, written: undefined, rounded: false });
  }

  /** Without a definition, where it was not read, the function has no values. */
  define(name: string, definition: FunctionDefinition | undefined): void {
    const functions = new Map(this.functions);
    this.quantities = new WeakMap();
    functions.delete(name);
    this.unreadFunctions.delete(name);
    if (definition === undefined) this.unreadFunctions.add(name);
    else functions.set(name, { ...definition, body: forArrays(definition.body), isOpen: true });
    this.functions = functions;
    this.bindings.delete(name);
  }

  binding(name: string): (Binding & Place) | undefined {
    const binding = this.bindings.get(name);
    return binding !== undefined && this.place.line - binding.line <= reach ? binding : undefined;
  }

  /** Whether a variable was given its value so close above that it is sure to be the same one. */
  isNear(name: string): boolean {
    const binding = this.binding(name);
    return binding !== undefined && this.place.line - binding.line <= near && binding.section === this.place.section;
  }

  /** An expression with the meaning that the document gives its names here. */
  quantity(expression: Expression, view: View = {}): Quantity {
    if (Object.keys(view).length > 0) return this.quantityIn(view, expression);
    const quantity = this.quantities.get(expression) ?? this.quantityIn(view, expression);
    this.quantities.set(expression, quantity);
    return quantity;
  }

  private quantityIn(view: View, expression: Expression): Quantity {
    const variables = new Map<string, Quantity>(view.point);
    for (const name of this.variablesOf(expression)) {
      const binding = view.point?.has(name) === true ? undefined : this.binding(name);
      const written = view.written === true ? binding?.written : undefined;
      const earlier = view.earlier === true ? binding?.earlier : undefined;
      const value = earlier ?? written ?? binding?.value;
      if (value !== undefined) variables.set(name, value);
    }
    return new Quantity(expression, variables, this.functionsFor(view));
  }

  /** The names of the variables in an expression, and in the functions that it applies. */
  variablesOf(expression: Expression): Set<string> {
    const names = variablesOf(expression);
    const open = [...functionsOf(expression)];
    const seen = new Set(open);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const definition = this.functions.get(name);
      if (definition?.isOpen !== true) continue;
      const { parameters, body } = definition;
      for (const used of variablesOf(body)) if (!parameters.includes(used)) names.add(used);
      for (const called of functionsOf(body)) {
        if (!seen.has(called)) open.push(called);
        seen.add(called);
      }
    }
    return names;
  }

  /** Whether a function makes one number of several somewhere, which for a matrix can go along either axis. */
  reduces(name: string): boolean {
    const body = this.functions.get(name)?.body;
    const reducing = ["sum", "mean", "max", "min", "length"];
    return (
      body !== undefined &&
      [...walk(body)].some(
        (part) => part.kind === "operation" && reducing.includes(part.operation) && part.args.length === 1,
      )
    );
  }

  /** Whether one of the functions is known, and the document gives it another definition. */
  redefinesKnown(names: ReadonlySet<string>): boolean {
    return [...names].some((name) => known.has(name) && !this.isKnownFunction(name));
  }

  /** What else `log` could mean. */
  get otherBases(): LogarithmBase[] {
    return ([10, 2, "e"] as const).filter((base) => base !== (this.statedBase ?? "e"));
  }

  private functionsFor({ logarithmBase = this.statedBase, knownFunctions }: View) {
    const isNatural = logarithmBase === undefined || logarithmBase === "e";
    if (isNatural && knownFunctions !== true) return this.functions;
    const functions = new Map([...this.functions, ...(knownFunctions === true ? known : [])]);
    if (!isNatural) {
      const body = operation("divide", operation("log", x), operation("log", number(logarithmBase)));
      functions.set("log", { parameters: ["x"], body });
    }
    return functions;
  }
}

/** Another way to take the names of a text. */
export interface View {
  /** What `log` without a base means: what the document says, or natural, if left out. */
  readonly logarithmBase?: LogarithmBase;
  /** A variable has the number written for it, and not the value that it should have. */
  readonly written?: boolean;
  /** A variable has the value that it had before its last one, where it had one. */
  readonly earlier?: boolean;
  /** Values for variables that the document does not bind. */
  readonly point?: ReadonlyMap<string, Quantity>;
  /** Functions have the meanings they are known for, whatever the document says. */
  readonly knownFunctions?: boolean;
}

/** With products and powers that are those of matrices, should the arguments be such; of numbers they are the same. */
function forArrays(body: Expression): Expression {
  return rewrite(body, (part) => {
    if (part.kind !== "operation") return part;
    if (part.operation === "multiply") return { ...part, operation: "matrixProduct" };
    return part.operation === "power" && part.args[1]!.kind === "number" ? { ...part, operation: "matrixPower" } : part;
  });
}
