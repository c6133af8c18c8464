import type { Argument } from "../formula/argument.js";
import type { AnyFormula } from "../formula/formula.js";

/** How many entries arguments have along each axis, by the axis's name. */
export type Lengths = ReadonlyMap<string, number>;

/** The axes of an argument, outermost first. */
export function axesOf(argument: Argument): readonly string[] {
  if ("axes" in argument) return argument.axes;
  return "axis" in argument && argument.axis !== undefined && argument.kind !== "count" ? [argument.axis] : [];
}

/** The names of all axes that arguments speak of. */
export function axisNames(args: readonly Argument[]): Set<string> {
  return new Set(
    args.flatMap((argument) => {
      if (argument.kind === "state") return [...axisNames(argument.fields)];
      if (argument.kind === "options") {
        return argument.settings.flatMap((setting) => (setting.kind === "vectorSetting" ? [setting.axis] : []));
      }
      const named = [
        "axis" in argument ? argument.axis : undefined,
        "classes" in argument && typeof argument.classes === "string" ? argument.classes : undefined,
      ];
      return [...axesOf(argument), ...named.filter((name) => name !== undefined)];
    }),
  );
}

/** The lengths that an axis is tried with. */
export function lengthsToTry({ axes }: AnyFormula, axis: string): readonly [number, number] {
  return axes?.[axis] ?? [1, 4];
}

/** The lengths that arguments have along their axes. */
export function lengthsAt(args: readonly Argument[], at: readonly unknown[]): Lengths {
  const lengths = new Map<string, number>();
  args.forEach((argument, i) => {
    if (argument.kind === "state") {
      const fields = at[i] as Readonly<Record<string, unknown>>;
      const inside = lengthsAt(
        argument.fields,
        argument.fields.map(({ name }) => fields[name]),
      );
      for (const [name, length] of inside) lengths.set(name, length);
    }
    if (argument.kind === "count" && argument.axis !== undefined) lengths.set(argument.axis, at[i] as number);
    let value = at[i];
    for (const axis of axesOf(argument)) {
      lengths.set(axis, (value as ArrayLike<unknown>).length);
      value = (value as ArrayLike<unknown>)[0];
    }
  });
  return lengths;
}
