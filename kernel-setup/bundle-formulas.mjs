import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";

/**
 * Puts the files of all formulas, and those that only they need, into their list, formulas/index.js, since finding and
 * opening a hundred small files takes longer than all else that loading the package does. Each file keeps its text and
 * its names in a scope of its own, so that stack traces and printed functions read as they were written. A definition is
 * made when it is first asked for: most programs call functions and ask for none.
 *
 * @param {string} dist what the compiler made
 */
export async function bundleFormulas(dist) {
  const folder = path.join(dist, "formulas");
  const index = path.join(folder, "index.js");
  const list = readModule(index, await readFile(index, "utf8"));
  const taken = await modulesOfFormulas(dist, index);
  const modules = new Map();
  await collect(index, list, taken, modules);

  const outside = new Map();
  const all = [...modules, [index, list]];
  letDefinitionsWait(list, modules);
  const scopes = all.map(([file, module]) => scopeOf(file, module, modules, folder, outside));
  const passedOn = new Set(list.imports.flatMap(({ source, all }) => (all ? [path.resolve(folder, source)] : [])));
  const exports = all.flatMap(([file, { names, scope }]) => {
    const isExported = file === index || passedOn.has(file);
    const named = isExported ? names.filter((name) => !name.startsWith("default:")) : [];
    return named.length === 0 ? [] : [`export const { ${named.join(", ")} } = ${scope};`];
  });
  const definer = path.join(dist, "formula/defineFormula.js");
  const definitions = all.flatMap(([file, { definedLater, scope }]) => {
    if (!definedLater) return [];
    const module = outsideName("../formula/defineFormula.js", definer, folder, outside);
    return [`${module}.defineLater(${scope}.${path.parse(file).name}, ${scope}.default);`];
  });
  const imports = [...outside].map(([specifier, name]) => `import * as ${name} from "${specifier}";`);
  await writeFile(index, `${[...imports, ...scopes, ...definitions, ...exports].join("\n")}\n`);
  for (const file of modules.keys()) if (isWithin(folder, file)) await rm(file);
}

/** The list of definitions gives each when it is asked for. */
function letDefinitionsWait({ text, shorthands }, modules) {
  const waiting = new Set([...modules].flatMap(([file, module]) => (module.definedLater ? path.parse(file).name : [])));
  for (const { name, start, end } of shorthands) {
    if (waiting.has(name)) text.overwrite(start, end, `get ${name}() { return ${name}(); }`);
  }
}

/** The list's own folder, and every other module that nothing but these modules asks for. */
async function modulesOfFormulas(dist, index) {
  const folder = path.dirname(index);
  const importers = new Map();
  for (const name of await readdir(dist, { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const file = path.join(dist, name);
    for (const [, source] of (await readFile(file, "utf8")).matchAll(/\b(?:from|import\(|import) ?"(\.[^"]+)"/g)) {
      const needed = path.resolve(path.dirname(file), source);
      importers.set(needed, [...(importers.get(needed) ?? []), file]);
    }
  }
  const taken = new Set([...importers.keys()].filter((file) => isWithin(folder, file)));
  const others = new Set([...importers.keys()].filter((file) => !taken.has(file)));
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const file of others) {
      if (importers.get(file).every((importer) => taken.has(importer) || importer === index)) taken.add(file);
    }
  }
  return taken;
}

/** Finds the modules that a module needs of those that are taken, each after those that it needs itself. */
async function collect(file, module, taken, modules, open = [file]) {
  for (const { source } of module.imports.filter(({ source }) => source.startsWith("."))) {
    const needed = path.resolve(path.dirname(file), source);
    if (modules.has(needed) || !taken.has(needed)) continue;
    if (open.includes(needed))
      throw new Error(`${[...open, needed].join(" imports ")}: formulas may not go in circles`);
    const found = readModule(needed, await readFile(needed, "utf8"));
    await collect(needed, found, taken, modules, [...open, needed]);
    modules.set(needed, { ...found, scope: `$${path.parse(needed).name.replace(/\W/g, "_")}${modules.size}` });
  }
}

/** What a module imports and exports, and its text without that. */
function readModule(file, source) {
  const { program, errors, comments } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const text = new MagicString(source);
  const [imports, names] = [[], []];
  const shorthands = [];
  let definedLater = false;
  for (const node of program.body) {
    switch (node.type) {
      case "ImportDeclaration":
        imports.push({ source: node.source.value, names: node.specifiers.map(imported) });
        text.remove(node.start, node.end);
        break;
      case "ExportAllDeclaration":
        imports.push({ source: node.source.value, names: [], all: true });
        text.remove(node.start, node.end);
        break;
      case "ExportDefaultDeclaration":
        definedLater = node.declaration.callee?.name === "defineFormula";
        if (definedLater) {
          text.overwrite(node.start, node.declaration.start, "let $made;\nconst $default = () => ($made ??= ");
          text.appendLeft(node.declaration.end, ")");
        } else text.overwrite(node.start, node.declaration.start, "const $default = ");
        names.push("default: $default");
        break;
      case "ExportNamedDeclaration":
        if (node.declaration?.kind === "let") throw new Error(`${file}: a variable that changes is not exported`);
        names.push(...(node.declaration === null ? passedOnBy(node, imports) : declared(node.declaration)));
        shorthands.push(...shorthandsOf(node.declaration));
        text.remove(node.start, node.declaration?.start ?? node.end);
        break;
    }
  }
  // What is said between statements is for who reads the sources, and would be read again at every start.
  for (const { start, end } of comments) {
    if (!program.body.some((node) => node.start <= start && end <= node.end)) text.remove(start, end);
  }
  return { imports, names, text, scope: "$index", definedLater, shorthands };
}

/** `export { a as b }`, also from another module, which then is imported. */
function passedOnBy({ source, specifiers }, imports) {
  const pairs = specifiers.map(({ local, exported }) => [local.name, exported.name]);
  if (source) imports.push({ source: source.value, names: pairs.map(([local]) => ({ text: local })) });
  return pairs.map(([local, exported]) => (local === exported ? local : `${exported}: ${local}`));
}

function imported({ type, imported, local }) {
  if (type === "ImportNamespaceSpecifier") return { all: local.name };
  const name = type === "ImportDefaultSpecifier" ? "default" : imported.name;
  return { text: name === local.name ? name : `${name}: ${local.name}` };
}

/** The names that an object is listed by: `{ a, b }`. */
function shorthandsOf(declaration) {
  const object = declaration?.declarations?.[0]?.init;
  const properties = object?.type === "ObjectExpression" ? object.properties : [];
  return properties.flatMap(({ shorthand, key, start, end }) => (shorthand ? { name: key.name, start, end } : []));
}

function declared(declaration) {
  return declaration.type === "VariableDeclaration"
    ? declaration.declarations.map(({ id }) => id.name)
    : [declaration.id.name];
}

function scopeOf(file, { imports, names, text, scope }, modules, folder, outside) {
  const bindings = imports.flatMap(({ source, names }) => {
    const needed = path.resolve(path.dirname(file), source);
    const from = modules.get(needed)?.scope ?? outsideName(source, needed, folder, outside);
    if (names.length === 0) return [];
    const all = names.find((name) => "all" in name);
    return `const ${all ? all.all : `{ ${names.map((name) => name.text).join(", ")} }`} = ${from};`;
  });
  return `const ${scope} = (() => {\n${[...bindings, text.toString().trim()].join("\n")}\nreturn { ${names.join(", ")} };\n})();`;
}

function outsideName(source, needed, folder, outside) {
  const specifier = source.startsWith(".") ? path.relative(folder, needed).split(path.sep).join("/") : source;
  if (!outside.has(specifier)) {
    outside.set(specifier, `$outside_${path.parse(source).name.replace(/\W/g, "_")}${outside.size}`);
  }
  return outside.get(specifier);
}

function isWithin(folder, file) {
  return !path.relative(folder, file).startsWith("..");
}
