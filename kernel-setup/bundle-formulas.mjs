import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import MagicString from "magic-string";
import { parseSync } from "oxc-parser";

/**
 * Puts the files of all formulas into their list, dist/formulas/index.js, since finding and opening a hundred small
 * files takes longer than all else that loading the package does. Each file keeps its text and its names in a scope
 * of its own, so that stack traces and printed functions read as they were written.
 *
 * @param {string} folder dist/formulas as the compiler makes it
 */
export async function bundleFormulas(folder) {
  const index = path.join(folder, "index.js");
  const list = readModule(index, await readFile(index, "utf8"));
  const modules = new Map();
  await collect(index, list, folder, modules);

  const outside = new Map();
  const scopes = [...modules, [index, list]].map(([file, module]) => scopeOf(file, module, folder, outside));
  const imports = [...outside].map(([specifier, name]) => `import * as ${name} from "${specifier}";`);
  const exports = [...modules, [index, list]].flatMap(([file, { names }]) => {
    const named = names.filter((name) => !name.startsWith("default:"));
    return named.length === 0 ? [] : [`export const { ${named.join(", ")} } = ${scopeName(file)};`];
  });
  await writeFile(index, `${[...imports, ...scopes, ...exports].join("\n")}\n`);
  for (const file of modules.keys()) await rm(file);
}

/** Finds the modules that a module needs from the folder, each after those that it needs itself. */
async function collect(file, module, folder, modules, open = [file]) {
  for (const { source } of module.imports.filter(({ source }) => source.startsWith("."))) {
    const needed = path.resolve(path.dirname(file), source);
    if (modules.has(needed) || !isWithin(folder, needed)) continue;
    if (open.includes(needed))
      throw new Error(`${[...open, needed].join(" imports ")}: formulas may not go in circles`);
    const found = readModule(needed, await readFile(needed, "utf8"));
    await collect(needed, found, folder, modules, [...open, needed]);
    modules.set(needed, found);
  }
}

/** What a module imports and exports, and its text without that. */
function readModule(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const text = new MagicString(source);
  const [imports, names] = [[], []];
  for (const node of program.body) {
    switch (node.type) {
      case "ImportDeclaration":
        imports.push({ source: node.source.value, names: node.specifiers.map(imported) });
        text.remove(node.start, node.end);
        break;
      case "ExportAllDeclaration":
        imports.push({ source: node.source.value, names: [] });
        text.remove(node.start, node.end);
        break;
      case "ExportDefaultDeclaration":
        text.overwrite(node.start, node.declaration.start, "const $default = ");
        names.push("default: $default");
        break;
      case "ExportNamedDeclaration":
        if (node.declaration === null) throw new Error(`${file}: only declarations are exported`);
        text.remove(node.start, node.declaration.start);
        names.push(...declared(node.declaration));
        break;
    }
  }
  return { imports, names, text: text.toString().trim() };
}

function imported({ type, imported, local }) {
  if (type === "ImportNamespaceSpecifier") return { all: local.name };
  const name = type === "ImportDefaultSpecifier" ? "default" : imported.name;
  return { text: name === local.name ? name : `${name}: ${local.name}` };
}

function declared(declaration) {
  return declaration.type === "VariableDeclaration"
    ? declaration.declarations.map(({ id }) => id.name)
    : [declaration.id.name];
}

function scopeOf(file, { imports, names, text }, folder, outside) {
  const bindings = imports.flatMap(({ source, names }) => {
    const needed = path.resolve(path.dirname(file), source);
    const from = isWithin(folder, needed) ? scopeName(needed) : outsideName(source, needed, folder, outside);
    if (names.length === 0) return [];
    const all = names.find((name) => "all" in name);
    return `const ${all ? all.all : `{ ${names.map((name) => name.text).join(", ")} }`} = ${from};`;
  });
  return `const ${scopeName(file)} = (() => {\n${[...bindings, text].join("\n")}\nreturn { ${names.join(", ")} };\n})();`;
}

function outsideName(source, needed, folder, outside) {
  const specifier = source.startsWith(".") ? relative(folder, needed) : source;
  if (!outside.has(specifier)) outside.set(specifier, `$${path.parse(source).name.replace(/\W/g, "_")}${outside.size}`);
  return outside.get(specifier);
}

function relative(folder, file) {
  return path.relative(folder, file).split(path.sep).join("/");
}

function scopeName(file) {
  return `$${path.parse(file).name}`;
}

function isWithin(folder, file) {
  return !path.relative(folder, file).startsWith("..");
}
