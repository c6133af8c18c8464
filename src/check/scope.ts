import { number, operation, symbol } from "../expression/construct.js";
import type { FunctionDefinition } from "../expression/evaluate.js";
import type { Expression } from "../expression/expression.js";
import { variablesOf } from "../expression/walk.js";
import { Quantity } from "./quantity.js";

/** What a document has said a name to be. */
export interface Binding {
  readonly value: Quantity | undefined;
  /** The number written for it at the end of its chain, where that is another than `value`. */
  readonly written: Quantity | undefined;
  /** Whether the number written may be a rounded one. */
  readonly rounded: boolean;
}

const [x, z] = [symbol("x"), symbol("z")];
const exponentials = operation("exp", operation("subtract", z, operation("max", z)));
const logistic: FunctionDefinition = {
  parameters: ["x"],
  body: operation("divide", number(1), operation("add", number(1), operation("exp", operation("negate", x)))),
};
const rectifier: FunctionDefinition = { parameters: ["x"], body: operation("max", number(0), x) };

/** Functions that need no definition in a text on machine learning. */
const known: ReadonlyMap<string, FunctionDefinition> = new Map([
  ["σ", logistic],
  ["sigmoid", logistic],
  ["ReLU", rectifier],
  ["relu", rectifier],
  ["softmax", { parameters: ["z"], body: operation("divide", exponentials, operation("sum", exponentials)) }],
  ["percent", { parameters: ["x"], body: operation("divide", x, number(100)) }],
  ["degrees", { parameters: ["x"], body: operation("divide", operation("multiply", x, symbol("pi")), number(180)) }],
  ["log", { parameters: ["x"], body: operation("log", x) }],
]);

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
  place: Place = { line: 1, section: 0 };
  private readonly bindings = new Map<string, Binding & Place>();
  private functions: ReadonlyMap<string, FunctionDefinition> = known;
  /** Functions that the document defines in a way that is not read. */
  private readonly unreadFunctions = new Set<string>();

  isVariable(name: string): boolean {
    return this.binding(name) !== undefined;
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
    this.bindings.set(name, { ...binding, ...this.place });
  }

  /** Without a definition, where it was not read, the function has no values. */
  define(name: string, definition: FunctionDefinition | undefined): void {
    const functions = new Map(this.functions);
    functions.delete(name);
    this.unreadFunctions.delete(name);
    if (definition === undefined) this.unreadFunctions.add(name);
    else functions.set(name, definition);
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
    const variables = new Map<string, Quantity>(view.point);
    for (const name of variablesOf(expression)) {
      const binding = this.binding(name);
      const value = view.written === true ? (binding?.written ?? binding?.value) : binding?.value;
      if (value !== undefined) variables.set(name, value);
    }
    return new Quantity(expression, variables, this.functionsFor(view));
  }

  /** Whether one of the functions is known, and the document gives it another definition. */
  redefinesKnown(names: ReadonlySet<string>): boolean {
    return [...names].some((name) => known.has(name) && !this.isKnownFunction(name));
  }

  private functionsFor({ logarithmBase, knownFunctions }: View): ReadonlyMap<string, FunctionDefinition> {
    if (logarithmBase === undefined && knownFunctions !== true) return this.functions;
    const functions = new Map([...this.functions, ...(knownFunctions === true ? known : [])]);
    if (logarithmBase !== undefined) {
      const body = operation("divide", operation("log", x), operation("log", number(logarithmBase)));
      functions.set("log", { parameters: ["x"], body });
    }
    return functions;
  }
}

/** Another way to take the names of a text. */
export interface View {
  /** What `log` without a base means; natural if left out. */
  readonly logarithmBase?: 2 | 10;
  /** A variable has the number written for it, and not the value that it should have. */
  readonly written?: boolean;
  /** Values for variables that the document does not bind. */
  readonly point?: ReadonlyMap<string, Quantity>;
  /** Functions have the meanings they are known for, whatever the document says. */
  readonly knownFunctions?: boolean;
}
