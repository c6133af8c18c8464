/** Inspection requests: what the name at the cursor stands for, with its type, its documentation and its source. */
import { type Node, parseCell, walk } from "./cell.js";
import type { Compiler, Description } from "./compiler/compiler.js";
import { positionField, textField } from "./messages.js";
import { mayHoldCommands } from "./parts.js";
import type { Json } from "./wire.js";

const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;
const longestSource = 5000;

/** The content of an inspect_reply; the position counts Unicode code points, and detail level 1 shows the source too. */
export async function inspection(compiler: Compiler, content: Json): Promise<Json> {
  const text = textField(content, "code");
  const cursor = [...text].slice(0, positionField(content, "cursor_pos", text)).join("").length;
  const withSource = content.detail_level === 1;
  if (!mayHoldCommands(text)) return inCode(compiler, text, cursor, withSource);
  const { codeOf, commandAt } = await import("./commands/at-cursor.js");
  const command = commandAt(text, cursor);
  if (!command) return inCode(compiler, codeOf(text), cursor, withSource);
  const { helpOf } = await import("./commands/help.js");
  return { status: "ok", found: true, data: helpOf(command), metadata: {} };
}

async function inCode(compiler: Compiler, text: string, cursor: number, withSource: boolean): Promise<Json> {
  const at = nameAt(text, cursor);
  const described = at === undefined ? undefined : await compiler.describe(parseCell(text), at);
  if (described === undefined) return { status: "ok", found: false, data: {}, metadata: {} };
  const source = withSource || described.type === described.name ? sourceOf(compiler, described) : undefined;
  const data = { "text/plain": asText(described, source), "text/markdown": asMarkdown(described, source) };
  return { status: "ok", found: true, data, metadata: {} };
}

/** Where the name is that a cursor is in or behind, or whose call it is in the arguments of. */
function nameAt(text: string, cursor: number): number | undefined {
  const names = [...text.matchAll(identifier)];
  const touched = names.find(({ index, 0: name }) => index <= cursor && cursor <= index + name.length);
  if (touched !== undefined) return touched.index;
  let open = 0;
  for (let i = cursor - 1; i >= 0; i--) {
    if (text[i] === ")") open++;
    if (text[i] !== "(" || open-- > 0) continue;
    const before = text.slice(0, i).trimEnd().length;
    return names.find(({ index, 0: name }) => index + name.length === before)?.index;
  }
  return undefined;
}

function asText({ name, type, documentation, tags }: Description, source: string | undefined): string {
  const told = tags.map((tag) => `@${tag.name} ${tag.text ?? ""}`.trimEnd());
  return [`${name}: ${type}`, documentation, told.join("\n"), source ?? ""].filter(Boolean).join("\n\n");
}

function asMarkdown({ name, type, documentation, tags }: Description, source: string | undefined): string {
  const fenced = (text: string) => `\`\`\`typescript\n${text}\n\`\`\``;
  const told = tags.map((tag) => `- *@${tag.name}* ${tag.text ?? ""}`.trimEnd());
  const parts = [
    fenced(`${name}: ${type}`),
    documentation,
    told.join("\n"),
    source === undefined ? "" : fenced(source),
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** The text of the declaration of a name, as far as it can be found in the file that declares it. */
function sourceOf(compiler: Compiler, { name, declaration }: Description): string | undefined {
  const file = /^\d+\.\d+\.(.*)$/s.exec(declaration ?? "")?.[1];
  const text = file === undefined ? undefined : compiler.textOf(file);
  if (text === undefined) return undefined;
  const found: Node[] = [];
  for (const statement of parseCell(text).body) {
    walk(statement, (node) => {
      if (declares(node, name)) found.push(node);
      return found.length === 0;
    });
  }
  const source = found[0] && text.slice(found[0].start, found[0].end);
  return source !== undefined && source.length > longestSource ? `${source.slice(0, longestSource)}…` : source;
}

function declares(node: Node, name: string): boolean {
  const named = (node.id ?? node.key) as Node | null | undefined;
  return /Declar|Definition|Signature|Enum/.test(node.type) && named?.name === name;
}
