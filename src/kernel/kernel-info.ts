/** What the kernel says of itself. */
import { createRequire } from "node:module";
import { typescriptVersion } from "./compiler/connection.js";
import { protocolVersion } from "./messages.js";
import type { Json } from "./wire.js";

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

/** The content of a kernel_info_reply. */
export const kernelInfo: Json = {
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "workings",
  implementation_version: version,
  language_info: {
    name: "typescript",
    version: typescriptVersion,
    mimetype: "text/x-typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: "typescript",
    nbconvert_exporter: "script",
  },
  banner: `Workings ${version}: TypeScript ${typescriptVersion} on Node ${process.versions.node}`,
  debugger: false,
  help_links: [
    { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
    { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
  ],
};
